"""Serbian."""

from __future__ import annotations

from dataclasses import replace

from publisher.typography.languages.customs import SPARSE, words

SERBIAN = replace(
    SPARSE,
    code="sr",
    quotes=(("„", "”"), ("„", "”"), ("„", "”")),
    dash="–",
    short=words("а и к о с у до за из на не ни но од по са се"),
)
