"""Fixtures for all rooms. The folder of this file is on the path: `from sample_book import sample_book`."""

from __future__ import annotations

import os

import pytest
from epub_checker import epubcheck
from hypothesis import settings
from pages import ROOT, isolate

__all__ = ["epubcheck"]

settings.register_profile("house", deadline=None, derandomize=True)  # no timed assertions, the same cases for all
settings.register_profile("explore", deadline=None)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "house"))


@pytest.fixture(scope="session", autouse=True)
def _our_fonts(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Fontconfig is told about our fonts before any test can load WeasyPrint."""
    isolate(ROOT / "fonts", tmp_path_factory.mktemp("fontconfig"))
