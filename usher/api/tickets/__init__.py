"""/api/tickets: the list, one ticket, and what can be done to it."""
