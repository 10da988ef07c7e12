"""A finished PDF, read back into plain data by two programs that had no part in making it."""
