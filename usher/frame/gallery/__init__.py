"""A hidden page that shows every component in both themes, and whole screens on invented data."""
