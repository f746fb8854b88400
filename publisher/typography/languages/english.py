"""English."""

from __future__ import annotations

from publisher.typography.languages.customs import Language, words

ENGLISH = Language(
    "en",
    (("“", "”"), ("“", "”"), ("“", "”")),
    spaced=False,
    short=words("a i"),
    before_number=words("p pp fig no vol ch"),
    units=words("mm cm m km g kg mg t l ml s min h kB MB GB px dpi lpi"),
    months=words("january february march april may june july august september october november december"),
)
