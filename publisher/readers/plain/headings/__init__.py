"""Headings: what is one, its number and kind, the name below it, the levels."""
