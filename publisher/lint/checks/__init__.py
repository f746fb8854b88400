"""The checks of e-books: one family a file, one small function a code."""

from publisher.lint.checks import access, container, languages, metadata, navigation, notes, stores
from publisher.lint.checks.check import CHECKS, Check, Hit, Store, Terms
from publisher.lint.checks.stores import STORES

FAMILIES = {
    "E1": "container",
    "E2": "metadata",
    "E3": "access",
    "E4": "languages",
    "E5": "navigation",
    "E6": "notes",
    "E7": "text",
    "E8": "stores",
    "E9": "epubcheck",
}
"""Families by the beginning of their codes; E7 and E9 are no checks of one file: they need the source, or EPUBCheck."""

__all__ = ["CHECKS", "FAMILIES", "STORES", "Check", "Hit", "Store", "Terms"]
_FILES = (access, container, languages, metadata, navigation, notes, stores)
