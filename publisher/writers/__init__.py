"""Compositions in, files out."""
