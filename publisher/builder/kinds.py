"""Which kinds of editions a layout can set."""

from __future__ import annotations

from dataclasses import replace

from publisher.model.edition import Edition
from publisher.model.errors import ConfigError
from publisher.model.layout import Layout


def suited(edition: Edition, layout: Layout, *, lone: bool) -> Edition:
    """The edition, if the layout can set its kind; that of a `lone` file is whatever the layout can set.

    Raises:
        ConfigError: C181.
    """
    if edition.kind in layout.kinds:
        return edition
    if lone:
        return replace(edition, kind=layout.kinds[0])
    params = {"edition": edition.name, "kind": edition.kind, "layout": layout.name, "kinds": ", ".join(layout.kinds)}
    raise ConfigError("C181", params)
