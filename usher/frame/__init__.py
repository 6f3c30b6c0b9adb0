"""What the doors share: the base page, its pieces, styles and behaviours, and how a view answers."""
