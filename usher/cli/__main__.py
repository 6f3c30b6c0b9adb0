"""`python -m usher.cli` is the `usher` command."""

from usher.cli.main import main

main()
