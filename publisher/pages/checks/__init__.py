"""The checks: one family a file, one small function a code."""

from publisher.pages.checks import columns, glyphs, hyphens, paragraphs, spacing
from publisher.pages.checks.check import CHECKS, Check, Hit

FAMILIES = {"Q1": "spacing", "Q2": "hyphens", "Q3": "paragraphs", "Q4": "columns", "Q5": "glyphs"}
"""Families by the beginning of their codes."""

__all__ = ["CHECKS", "FAMILIES", "Check", "Hit"]
_FILES = (spacing, hyphens, paragraphs, columns, glyphs)
