"""What must be true of a finished PDF: one module for each family of checks, and what they share."""
