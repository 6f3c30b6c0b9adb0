"""The low layer of reading mail: bytes to headers, words, addresses and a tree of parts. Pure and linear in time."""
