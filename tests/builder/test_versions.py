"""Versions that decide how a page looks are those of what is imported."""

from __future__ import annotations

import sys
from importlib.metadata import version
from pathlib import Path

import pytest

from publisher.builder.installed import installed
from publisher.builder.versions import library_versions


def test_versions_are_those_that_the_packages_state() -> None:
    stated = {name: version(name) for name in ("weasyprint", "pydyf", "pikepdf", "ebooklib")}
    assert library_versions().items() >= stated.items()
    assert installed().items() >= stated.items()


def test_of_two_versions_the_first_on_the_path_counts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    places = [tmp_path / number / "site-packages" for number in "12"]
    for number, place in enumerate(places, 1):
        (place / f"Some_Package-{number}.0.dist-info").mkdir(parents=True)
    monkeypatch.setattr(sys, "path", [str(tmp_path / "missing" / "site-packages"), *map(str, places), "", "/"])
    assert installed.__wrapped__() == {"some_package": "1.0"}
