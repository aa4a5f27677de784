"""The venue's own pages: on a phone first, and nothing of anybody else's."""
