"""Macedonian."""

from __future__ import annotations

from dataclasses import replace

from publisher.typography.languages.customs import SPARSE, words

MACEDONIAN = replace(
    SPARSE,
    code="mk",
    quotes=(("„", "“"), ("‚", "‘"), ("‚", "‘")),
    dash="–",
    short=words("а в и о с у до за на не ни но од по со"),
)
