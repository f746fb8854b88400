"""A good file gives no finding; with one fault it gives the code of this fault and no other."""

from __future__ import annotations

import io
import re
import tomllib
from dataclasses import replace

import pikepdf
import pytest
from print_sample import TRIM, good
from print_variants import SHOPS, VARIANTS, Variant

from publisher.data import folder
from publisher.preflight import CHECKS, inspect

WORDS = tomllib.loads((folder("messages") / "preflight.en.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("standard", SHOPS)
@pytest.mark.parametrize("held", [True, False], ids=["profile", "claim"])
def test_the_good_file_gives_none(standard: str, held: bool) -> None:
    report = inspect(good(standard), SHOPS[standard] if held else None, name="good.pdf", trim=TRIM)
    assert report.standard == standard
    assert [(finding.code, dict(finding.params)) for finding in report.findings] == []


@pytest.mark.parametrize("variant", [v for _, v in VARIANTS], ids=[f"{v.codes[0]}-{name}" for name, v in VARIANTS])
def test_a_fault_is_caught(variant: Variant) -> None:
    report = inspect(variant.make(), variant.profile, name=variant.name, trim=variant.trim, ink=False)
    assert {finding.code for finding in report.findings} == set(variant.codes)
    for finding in report.findings:  # what its words ask for, it has
        asked = set(re.findall(r"\{(\w+)\}", WORDS[finding.code]["message"]))
        assert asked <= finding.params.keys() - {"page", "pages", "count", "rects"}


UNBROKEN = {"P107", "P907"}
"""Tested in test_limits.py and test_ink.py."""


def test_every_check_has_a_variant() -> None:
    assert set(CHECKS) - {variant.codes[0] for _, variant in VARIANTS} == UNBROKEN


def test_black_may_knock_out_where_it_is_the_only_ink() -> None:
    variant = next(v for name, v in VARIANTS if name == "black_knocks_out")
    assert variant.profile is not None
    one_ink = replace(variant.profile, colour="gray")
    for shop, caught in ((variant.profile, True), (one_ink, False)):
        report = inspect(variant.make(), shop, ink=False)
        assert ("P507" in {finding.code for finding in report.findings}) is caught


def test_what_a_file_lacks_is_shown_as_a_dash() -> None:
    pdf = pikepdf.new()
    pdf.add_blank_page()
    out = io.BytesIO()
    pdf.save(out)
    report = inspect(out.getvalue(), SHOPS["PDF/X-1a:2001"], ink=False)
    said = {f.code: dict(f.params) for f in report.findings if f.code in {"P713", "P714", "P715", "P716"}}
    assert len(said) == 4
    for params in said.values():
        assert {params[key] for key in params.keys() & {"detail", "version", "conformance"}} == {"—"}
