"""No rows of its own: Django announces the end of migrations only to apps that have this file."""
