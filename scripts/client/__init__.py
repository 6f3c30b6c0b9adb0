"""Writing the Python client."""
