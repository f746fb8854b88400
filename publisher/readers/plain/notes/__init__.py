"""Notes: marks that call them, marks that begin them, which belong together."""
