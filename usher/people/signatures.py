"""What may be filled into a signature, a member's own and a mailbox's alike."""

PLACEHOLDERS = ("member.name", "team.name", "organization.name", "mailbox.name", "mailbox.address", "ticket.code")
