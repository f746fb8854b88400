"""A bound book → PDF/X: every page in the inks, boxes and words that a shop asks for."""
