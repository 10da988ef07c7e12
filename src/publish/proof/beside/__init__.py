"""The manuscript and the printed copy, laid side by side."""
