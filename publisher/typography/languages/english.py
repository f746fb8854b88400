"""English: “ ” and ‘ ’. American custom sets a tight em dash, British custom (`en-GB`) a spaced en dash."""

from __future__ import annotations

from dataclasses import replace

from publisher.typography.languages.customs import Language, words

ENGLISH = Language(
    "en",
    (("“", "”"), ("‘", "’"), ("“", "”")),
    spaced=False,
    single_marks=("'‘", "'’"),
    is_latin=True,
    short=words("a i"),
    elided=words("tis twas twere twill twould em cause bout til till round n neath gainst cept nother"),
    conjunctions=words("and or to but"),
    before_name=words("mr mrs ms messrs dr prof st gen col capt lt sgt maj rev hon gov sen"),
    before_number=words("p pp fig figs no nos vol vols ch chs sec par art eq tab ed app"),
    units=words("mm cm m km g kg mg t l ml s min h kB MB GB px dpi lpi ft in mi lb oz mph BC BCE AD CE am pm"),
    tight_units=words("mm cm km kg mg ml kB MB GB px dpi lpi"),
    months=words("january february march april may june july august september october november december"),
)  # fmt: skip

BRITISH = replace(ENGLISH, code="en-GB", dash="–", spaced=True)
