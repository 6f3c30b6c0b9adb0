"""How fast Usher is, as ratios measured side by side. Run with `make bench`; the last figures are in README.md."""
