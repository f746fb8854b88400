"""Kyrgyz."""

from __future__ import annotations

from dataclasses import replace

from publisher.typography.languages.customs import SPARSE

KYRGYZ = replace(SPARSE, code="ky")
