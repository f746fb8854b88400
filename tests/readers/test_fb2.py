"""FictionBook: encodings, entities, what is left out. The shape of a whole book stands in `cases/book.fb2`."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from publisher.model.errors import SourceError
from publisher.model.work import Paragraph
from publisher.readers import read

from .origins import assert_origins

BOOK = '<?xml version="1.0" encoding="{}"?>\n<FictionBook><body><section><p>{}</p></section></body></FictionBook>\n'
BOMB = """<?xml version="1.0"?>
<!DOCTYPE FictionBook [
 <!ENTITY lol "lol">
 <!ENTITY lol2 "&lol;&lol;&lol;&lol;&lol;&lol;&lol;&lol;&lol;&lol;">
]>
<FictionBook><body><p>&lol2;</p></body></FictionBook>
"""


def paragraphs(data: bytes) -> list[str]:
    work = read("a.fb2", data).value
    assert_origins(work)
    return [block.text.chars for block in work.blocks if isinstance(block, Paragraph)]


@pytest.mark.parametrize("encoding", ["windows-1251", "koi8-r", "cp866", "utf-8", "UTF-16"])
def test_the_declared_encoding_is_believed_where_letters_are_few(encoding: str) -> None:
    data = BOOK.format(encoding, "Да.").encode(encoding)
    work = read("a.fb2", data).value
    assert paragraphs(data) == ["Да."]
    assert work.source is not None
    assert work.source.encoded(work.source.chars) == data


@pytest.mark.parametrize("declared", ["windows-1251", "utf-8", "latin-1", "nonsense", "zip"])
def test_bytes_prove_more_than_a_declaration(declared: str) -> None:
    assert paragraphs(BOOK.format(declared, "Съешь ещё этих мягких французских булок.").encode()) == [
        "Съешь ещё этих мягких французских булок."
    ]


@pytest.mark.parametrize(
    "doctype", ["<!DOCTYPE FictionBook [<!ENTITY a 'b'>]>", "<!DOCTYPE x [<!ENTITY % p SYSTEM 'f'>"]
)
def test_entities_of_its_own_are_refused(doctype: str) -> None:
    for text in (BOMB, f"{doctype}<FictionBook><body><p>слово</p></body></FictionBook>"):
        with pytest.raises(SourceError) as caught:
            read("a.fb2", text.encode())
        assert caught.value.code == "S113"
    assert caught.value.place is not None


def test_other_doctypes_and_entities_are_harmless() -> None:
    paragraph = "<p>a &amp; &nbsp;&unknown; &#8212; & <![CDATA[<x>]]></p>"
    text = f'<!DOCTYPE FictionBook SYSTEM "x.dtd" [ <!-- > --> ]><body>{paragraph}</body>'
    assert paragraphs(text.encode()) == ["a & \u00a0&unknown; — & <x>"]


def test_several_main_bodies_and_notes_without_numbers() -> None:
    text = """<FictionBook><body><p>раз</p></body><body><p>два</p></body>
    <body name="notes"><section><section id="n1"><title><p>1</p></title><p>три</p></section></section>
    <section><p>четыре</p></section></body></FictionBook>"""
    assert paragraphs(text.encode()) == ["раз", "два", "четыре"]
    assert [note.id for note in read("a.fb2", text.encode()).value.notes] == ["n1"]


TAGS = """
    <p> </p> <p/> <v> <title> </title> <section> </section> <poem> <stanza> <cite> <text-author> <emphasis> </emphasis>
    </a> <table><tr><td> <body> </body> <![CDATA[ ]]> <!-- --> <?x <binary> </binary> <empty-line/> <image/> <subtitle>
    </x> ]> <FictionBook> <description> <title-info> <book-title> <author> <annotation>
"""
SCRAPS = (
    *TAGS.split(), "слово", " - ", '"', "&amp;", "&", "<", "\n", "\x00", "* * *", "<a l:href='#n'>",
    "<body name='notes'>", "<section id='n'>", "<!-- typo: off -->", "<!DOCTYPE x [",
)  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(SCRAPS), max_size=40).map("".join))
def test_nothing_breaks_it(text: str) -> None:
    try:
        assert_origins(read("a.fb2", text.encode()).value)
    except SourceError:
        return
