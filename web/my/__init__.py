"""A person's own page, opened by a signed link; and what a stranger may ask."""
