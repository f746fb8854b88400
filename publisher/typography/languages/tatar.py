"""Tatar and Bashkir."""

from __future__ import annotations

from dataclasses import replace

from publisher.typography.languages.customs import SPARSE

TATAR = replace(SPARSE, code="tt")
"""Tatar and Bashkir print in Russia uses « »; CLDR names “ ”."""

BASHKIR = replace(TATAR, code="ba")
