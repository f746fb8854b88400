"""Fixtures for all rooms. The folder of this file is on the path: `from sample_book import sample_book`."""

from __future__ import annotations

from epub_checker import epubcheck

__all__ = ["epubcheck"]
