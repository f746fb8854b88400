"""Faults, one at a time, put into the good file of print_sample.py: one family a file."""

from print_variants import boxes, colour, file, fonts, metadata, pictures, screen, trade, transparency
from print_variants.base import SHOPS, VARIANTS, X1A, X4, Variant, add_content, own_resources, spot_space

__all__ = ["SHOPS", "VARIANTS", "X1A", "X4", "Variant", "add_content", "own_resources", "spot_space"]
FAMILIES = (file, boxes, fonts, colour, transparency, pictures, metadata, screen, trade)
