"""The names this room announces. `data` holds ids and old/new values."""

CONTACT_CREATED = "contact.created"  # email
CONTACT_CHANGED = "contact.changed"  # field → [from, to]
ADDRESS_ADDED = "contact.address_added"  # email
ADDRESS_REMOVED = "contact.address_removed"  # email
CONTACT_MERGED = "contact.merged"  # contact: id of what went; was: its fields and addresses
CONTACT_DELETED = "contact.deleted"  # was
CONTACTS = (CONTACT_CREATED, CONTACT_CHANGED, ADDRESS_ADDED, ADDRESS_REMOVED, CONTACT_MERGED, CONTACT_DELETED)

COMPANY_CREATED = "company.created"  # name, domains
COMPANY_CHANGED = "company.changed"  # field → [from, to]
COMPANY_JOINED = "company.joined"  # contacts: how many were linked; domain, or contact: one of them
COMPANY_MERGED = "company.merged"  # company: id of what went; was
COMPANY_DELETED = "company.deleted"  # was
COMPANIES = (COMPANY_CREATED, COMPANY_CHANGED, COMPANY_JOINED, COMPANY_MERGED, COMPANY_DELETED)

TEAM_CREATED = "team.created"  # name, members
TEAM_CHANGED = "team.changed"  # from, to
TEAM_DELETED = "team.deleted"  # name

MEMBER_ADDED = "member.added"  # email, role
MEMBER_CHANGED = "member.changed"  # field → [from, to]; is_active is one of them
MEMBER_REMOVED = "member.removed"  # name, email, role
HANDED_OVER = "member.handed_over"  # to: member id or null, to_name, tickets: how many; the tickets room says it

INVITED = "invitation.created"  # email, role
INVITATION_RENEWED = "invitation.renewed"
INVITATION_REVOKED = "invitation.revoked"
INVITATION_ACCEPTED = "invitation.accepted"  # member
