"""Mails of our own making, each with the truth about it, to measure how well Usher reads mail.

Nothing here is shared with the reader: the truth is what was put in, not what came out.
"""
