"""Everything in one process tree on one machine: broker, web, worker and beat."""
