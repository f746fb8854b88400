"""Bulgarian."""

from __future__ import annotations

from dataclasses import replace

from publisher.typography.languages.customs import SPARSE, words

BULGARIAN = replace(
    SPARSE,
    code="bg",
    quotes=(("„", "“"), ("„", "“"), ("„", "“")),
    dash="–",
    short=words("а в и о с у до за из на не ни но от по със във"),
)
