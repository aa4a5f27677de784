"""The venue's own: invitations, what is new, self-checks, notifications, incidents."""
