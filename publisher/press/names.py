"""Names of delivered files, as a shop profile asks: servers of print shops seldom take Cyrillic."""

from __future__ import annotations

from publisher.model.latin import latin
from publisher.model.paper import Trim
from publisher.model.press import MM, ShopProfile


def delivered_name(profile: ShopProfile, name: str, part: str, trim: Trim, pages: int) -> str:
    """`sbornik_block_130x200.pdf`: the shop's pattern filled in.

    Args:
        part: of the job, in Latin letters: `block`, `cover`.
    """
    filled = profile.file_name.format(
        name=name, part=part, width=round(trim.width / MM), height=round(trim.height / MM), pages=pages
    )
    return latin(filled) if profile.ascii_names else filled
