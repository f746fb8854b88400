"""What `check` and `fix` say about waivers in a source: needless ones, unknown rules, and what the others hold back."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from publisher.builder.house import similar
from publisher.model.finding import Finding, Severity
from publisher.model.source import Source
from publisher.model.waiver import Directive, Waiver
from publisher.typography import BY_CODE, RULES, Settings

Waived = Sequence[tuple[Waiver, Mapping[str, int]]]


def waiver_findings(source: Source, waived: Waived, settings: Settings) -> Iterator[Finding]:
    """S217 needless, S218 unknown rule, S219 what is held back; once a comment, in the order of the source.

    A waiver is needless only where its rules were looked for at all.
    """
    by_directive: dict[Directive, list[tuple[str, Mapping[str, int]]]] = {}
    for waiver, held in waived:
        by_directive.setdefault(waiver.directive, []).append((waiver.code, held))
    on = [rule.code for rule in RULES if rule.is_on(settings)]
    for said, parts in sorted(by_directive.items(), key=lambda item: item[0].start):
        place = source.place(said.start)
        codes = sorted({code for code, _ in parts})
        unknown = [code for code in codes if not any(known.startswith(code) for known in BY_CODE)]
        if unknown:
            near = similar(unknown[0])
            yield Finding("S218", Severity.WARNING, place, {"codes": ", ".join(unknown), "near": near})
        total = sum((Counter(held) for _, held in parts), Counter[str]())
        used = {code for code, held in parts if held}
        idle = [code for code in codes if code not in (*unknown, *used) and _looked_for(code, on, settings)]
        if idle:
            words = ", ".join(code or "RU" for code in idle)
            yield Finding("S217", Severity.WARNING, place, {"codes": words})
        if total:
            words = ", ".join(f"{code} ×{number}" for code, number in sorted(total.items()))
            params = {"waived": words, "held": dict(sorted(total.items())), "reason": said.reason}
            yield Finding("S219", Severity.NOTE, place, params)


def _looked_for(code: str, on: Sequence[str], settings: Settings) -> bool:
    return any(rule.startswith(code) for rule in on) and (bool(code) or not settings.select)
