"""P4xx: colour spaces and inks."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from publisher.model.facts import Ink, Mark, Page, Space
from publisher.model.finding import Severity
from publisher.preflight.checks.check import PDF, PDFX, SHOPS, Hit, Terms, check, each_look, plates, shown

ERROR, WARNING, NOTE = Severity.ERROR, Severity.WARNING, Severity.NOTE
PROCESS = frozenset({"Cyan", "Magenta", "Yellow", "Black", "None", "All"})
_FREE = frozenset({"ICCBased", "CalRGB", "CalGray", "Lab"})
"""Spaces that do not depend on a device."""


def _process(ink: Ink) -> Space:
    """The space a colour is in, Indexed and Pattern undone."""
    space = ink.space
    while space.family in ("Indexed", "Pattern") and space.base is not None:
        space = space.base
    return space


def _intent_space(terms: Terms) -> str:
    intent = terms.facts.intent
    return intent.profile.space if intent and intent.profile else ""


def _painted(
    terms: Terms, kinds: tuple[str, ...], wrong: Callable[[Space, Mark], Mapping[str, object] | None]
) -> Iterator[Hit]:
    """A hit for every mark of such a kind whose colour space is `wrong`."""

    def test(_: Page, mark: Mark) -> Mapping[str, object] | None:
        return wrong(_process(mark.ink), mark) if mark.kind in kinds else None

    return each_look(terms, test)


def _used(terms: Terms, page: Page) -> set[Space]:
    return {_process(look[0].ink) for look in terms.looks(page)}


_DRAWN = ("text", "fill", "stroke", "shading")
_ALL = (*_DRAWN, "image")


@check("P401", ERROR, PDFX, scope="inks", plain=NOTE)
def rgb_drawn(terms: Terms) -> Iterator[Hit]:
    return _rgb(terms, _DRAWN)


@check("P402", ERROR, PDFX, scope="inks", plain=NOTE)
def rgb_images(terms: Terms) -> Iterator[Hit]:
    return _rgb(terms, ("image",))


def _rgb(terms: Terms, kinds: tuple[str, ...]) -> Iterator[Hit]:
    if _intent_space(terms) == "RGB":
        return iter(())
    return _painted(terms, kinds, lambda s, mark: {"colour": shown(mark.ink)} if s.family == "DeviceRGB" else None)


@check("P403", ERROR, PDFX, scope="x1a")
def device_independent(terms: Terms) -> Iterator[Hit]:
    return _painted(terms, _ALL, lambda space, _: {"colour": space.family} if space.family in _FREE else None)


@check("P416", ERROR, SHOPS, scope="shop")
def no_cmyk(terms: Terms) -> Iterator[Hit]:
    """Colour by ICC profile that is not CMYK, for a shop that takes CMYK only. X-1a has P403 for it."""
    if terms.profile is None or terms.profile.colour == "srgb" or terms.concern("x1a"):
        return iter(())

    def wrong(space: Space, _: Mark) -> Mapping[str, object] | None:
        coloured = space.family in _FREE and space.device in ("RGB", "Lab")
        return {"colour": f"{space.family} {space.device}"} if coloured else None

    return _painted(terms, _ALL, wrong)


@check("P404", ERROR, f"{PDF}, 8.6.5.5")
def broken_profile(terms: Terms) -> Iterator[Hit]:
    for page in terms.pages():
        used = _used(terms, page)
        for space in sorted(used | set(page.spaces), key=repr):
            profile = space.profile
            if profile and (not profile.valid or _count(profile.space) != profile.components):
                yield Hit(page.number, params={"colour": profile.description or profile.space or "ICC"})


def _count(signature: str) -> int:
    return {"GRAY": 1, "RGB": 3, "Lab": 3, "CMYK": 4}.get(signature, 0)


@check("P405", ERROR, PDFX, scope="x1a")
def spot_alternate(terms: Terms) -> Iterator[Hit]:
    def wrong(space: Space, _: Mark) -> Mapping[str, object] | None:
        base = space.base.family if space.base else "?"
        if not space.colorants or base in ("DeviceCMYK", "DeviceGray"):
            return None
        return {"spot": ", ".join(space.colorants), "colour": base}

    return _painted(terms, _ALL, wrong)


@check("P406", ERROR, PDFX, scope="x")
def cmyk_without_intent(terms: Terms) -> Iterator[Hit]:
    intent = _intent_space(terms)
    if intent in ("", "CMYK"):
        return iter(())
    return _painted(terms, _ALL, lambda space, _: {"intent": intent} if space.family == "DeviceCMYK" else None)


@check("P407", ERROR, PDFX, scope="x")
def group_space(terms: Terms) -> Iterator[Hit]:
    intent = _intent_space(terms) or "CMYK"
    for page in terms.pages():
        for space in (page.group, *page.groups):
            wrong = space is not None and (
                (space.family == "DeviceRGB" and intent != "RGB") or (space.family == "DeviceCMYK" and intent != "CMYK")
            )
            if space is not None and wrong:
                yield Hit(page.number, params={"colour": space.family, "intent": intent})


@check("P408", WARNING, SHOPS, scope="shop", plain=NOTE)
def spots(terms: Terms) -> Iterator[Hit]:
    if terms.profile and terms.profile.spots == "keep":
        return iter(())

    def wrong(space: Space, _: Mark) -> Mapping[str, object] | None:
        names = [name for name in space.colorants if name not in PROCESS]
        return {"spot": ", ".join(names)} if names else None

    return _painted(terms, _ALL, wrong)


@check("P409", ERROR, SHOPS, scope="shop")
def coloured(terms: Terms) -> Iterator[Hit]:
    if terms.profile is None or terms.profile.colour != "gray":
        return iter(())

    def wrong(space: Space, mark: Mark) -> Mapping[str, object] | None:
        amounts = plates(mark.ink)
        if space.family == "Pattern":  # what is drawn in its cells is judged by itself; a shading tells its colours
            if space.base is None:
                return None
            space = space.base
        if space.device in ("Gray", "RGB") or space.colorants == ("Black",) or space.family == "":
            return None  # RGB is told by P401 and P402
        if amounts is not None and len(amounts) == 4 and space.device == "CMYK" and max(amounts[:3]) < 0.001:
            return None
        return {"colour": shown(mark.ink)}

    return _painted(terms, _ALL, wrong)


@check("P411", WARNING, SHOPS)
def registration_inside(terms: Terms) -> Iterator[Hit]:
    inside = {page.number: page.trim.grown(-0.1) for page in terms.pages()}
    wrong = _painted(terms, _DRAWN, lambda s, mark: {} if "All" in s.colorants and any(mark.ink.values) else None)
    return (hit for hit in wrong if hit.rect and hit.rect.meets(inside[hit.page]))


@check("P412", WARNING, SHOPS)
def spot_in_two_ways(terms: Terms) -> Iterator[Hit]:
    known: dict[str, Space | None] = {}

    def wrong(space: Space, _: Mark) -> Mapping[str, object] | None:
        if space.family != "Separation" or space.colorants[0] in PROCESS:
            return None
        name = space.colorants[0]
        return {"spot": name} if known.setdefault(name, space.base) != space.base else None

    return _painted(terms, _ALL, wrong)


@check("P413", WARNING, PDFX, scope="x1a")
def unused_spaces(terms: Terms) -> Iterator[Hit]:
    for page in terms.pages():
        used = _used(terms, page)
        for space in page.spaces:
            plain = _process(Ink(space))
            if plain not in used and (plain.family in _FREE or plain.family == "DeviceRGB"):
                yield Hit(page.number, params={"colour": plain.family})


@check("P415", WARNING, PDFX, scope="x4")
def intent_twice(terms: Terms) -> Iterator[Hit]:
    intent = terms.facts.intent
    digest = intent.profile.digest if intent and intent.profile else ""
    for page in terms.pages():
        used = _used(terms, page) | {space for space in page.groups if space}
        if page.group:
            used.add(page.group)
        if digest and any(space.profile and space.profile.digest == digest for space in used):
            yield Hit(page.number)
