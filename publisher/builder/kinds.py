"""Which kinds of editions a layout can set."""

from __future__ import annotations

from dataclasses import replace

from publisher.model.edition import Edition
from publisher.model.errors import ConfigError
from publisher.model.layout import Layout


def suited(edition: Edition, layout: Layout) -> Edition:
    """The edition, if the layout can set its kind; that of a lone file is whatever the layout can set. Its booklet is
    folded as the layout needs it if publisher.toml does not say otherwise.

    Raises:
        ConfigError: C181.
    """
    said = edition.booklet
    booklet = replace(said, scheme=said.scheme or layout.booklet, sheet=said.sheet or layout.booklet_sheet)
    if edition.kind in layout.kinds or edition.lone:
        kind = edition.kind if edition.kind in layout.kinds else layout.kinds[0]
        return replace(edition, kind=kind, booklet=booklet)
    params = {"edition": edition.name, "kind": edition.kind, "layout": layout.name, "kinds": ", ".join(layout.kinds)}
    raise ConfigError("C181", params)
