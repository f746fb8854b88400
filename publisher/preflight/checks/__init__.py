"""The checks: one family a file, one small function a code."""

from publisher.preflight.checks import (
    boxes,
    colour,
    file,
    fonts,
    house,
    images,
    interactive,
    metadata,
    transparency,
)
from publisher.preflight.checks.check import CHECKS, Check, Coverage, Hit, Scope, Terms

FAMILIES = {
    "P1": "file",
    "P2": "boxes",
    "P3": "fonts",
    "P4": "colour",
    "P5": "transparency",
    "P6": "images",
    "P7": "metadata",
    "P8": "interactive",
    "P9": "house",
}
"""Families by the beginning of their codes."""

__all__ = ["CHECKS", "FAMILIES", "Check", "Coverage", "Hit", "Scope", "Terms"]
_FILES = (boxes, colour, file, fonts, house, images, interactive, metadata, transparency)
