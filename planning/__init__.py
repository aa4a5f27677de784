"""Tonight's round: which venues a night's teams visit, in which order, and why."""
