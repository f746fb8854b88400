"""FictionBook: what comes in comes out again; valid by the schema in every case; the same bytes each time."""

from __future__ import annotations

import shutil
import subprocess
import zipfile
from base64 import b64decode
from io import BytesIO

import pytest
from fictions import HREF, NS, again, body_of, book_of, fiction, from_markdown, png, written
from lxml import etree

from publisher.composition.fiction_names import genres
from publisher.model.edition import Series
from publisher.model.errors import BuildError
from publisher.model.fiction import FictionComposition
from publisher.model.imprint import Imprint
from publisher.readers import read
from publisher.writers.fb2 import write_fb2, write_fb2_zip

LOREM = "Шёл дождь, и <emphasis>никто</emphasis> не спал."
BODIES = {
    "sections": f"""<section><title><p>Часть первая</p><p>Весна</p></title>
        <section id="c1"><title><p>1</p></title><p>{LOREM}</p></section>
        <section><title><p>2</p></title><section><title><p>Глубже</p></title><p>Да.</p></section>
        <section><p>Без названия.</p></section><section><p>И ещё.</p></section></section></section>
        <section><p>Вторая часть без названия.</p></section>
        <section><title><p>Третья</p></title><p>Конец, см. <a l:href="#c1">главу 1</a>.</p></section>""",
    "epigraphs": f"""<epigraph><p>Слово — серебро.</p><text-author>Пословица</text-author></epigraph>
        <section><title><p>Глава</p></title>
        <epigraph><p>Раз.</p><p>Два.</p><text-author>Пушкин</text-author><text-author>«Письма»</text-author></epigraph>
        <epigraph><poem><stanza><v>Строка</v><v>вторая</v></stanza></poem></epigraph><p>{LOREM}</p></section>""",
    "poems": """<section><p>До.</p><poem><title><p>Стихотворение</p></title>
        <epigraph><p>Кому-то</p></epigraph>
        <stanza><v>Мой дядя <strong>самых</strong> честных правил,</v><v>когда не в шутку занемог,</v></stanza>
        <subtitle>II</subtitle><stanza><title><p>Строфа</p></title><v>он уважать себя заставил.</v></stanza>
        <text-author>А. С. Пушкин</text-author><date>1823</date></poem><p>После.</p></section>""",
    "cites": """<section><p>Он писал:</p><cite><p>Первый абзац.</p><poem><stanza><v>Стих</v></stanza></poem>
        <empty-line/><subtitle>Пункт</subtitle><table><tr><td>ячейка</td></tr></table>
        <text-author>Николай Гоголь</text-author></cite><p>И всё.</p></section>""",
    "subtitles": """<section><p>Раз.</p><empty-line/><p>Два.</p><subtitle>* * *</subtitle><p>Три.</p>
        <subtitle>Подзаголовок <emphasis>тут</emphasis></subtitle><p>Четыре.</p></section>""",
    "tables": """<section><p>Таблица:</p><table><tr><th>А</th><th align="right" colspan="2">Б</th></tr>
        <tr><th>раз</th><td align="right">1</td><td align="center" rowspan="2">2</td></tr>
        <tr><td>два</td><td><strong>3</strong></td></tr></table><p>Конец.</p></section>""",
    "inline": """<section><p><strong>жир</strong> <emphasis>курсив <strong>оба</strong></emphasis>
        <strikethrough>нет</strikethrough> H<sub>2</sub>O x<sup>2</sup> <code>a &lt; b &amp;&amp; c</code>
        <a l:href="https://example.org/?a=1&amp;b=2">ссылка <emphasis>тут</emphasis></a>
        <style name="спец">стиль</style> <style name="foreign" xml:lang="fr">déjà vu</style></p>
        <p xml:lang="uk">Їжак.</p><p style="note">Особый.</p></section>""",
    "language": """<section xml:lang="kk"><title><p>Тарау</p></title><p>Қазақ тілі</p></section>""",
}
NOTES = """<body name="notes"><title><p>Примечания</p></title>
    <section id="n1"><title><p>1</p></title><p>Первая <emphasis>сноска</emphasis>.</p><p>В два абзаца.</p></section>
    <section id="n2"><title><p>2</p></title><poem><stanza><v>Стих</v></stanza></poem><cite><p>Ц</p></cite></section>
    <section id="n3"><title><p>О названии</p></title><p>См.<a l:href="#n1" type="note">[1]</a>.</p></section></body>"""
COMMENTS = """<body name="comments"><section id="c1"><title><p>*</p></title><p>Комментарий.</p></section></body>"""


def normal(element: etree._Element) -> list[object]:
    """An element without what the format may say in several ways: ids, where languages are stated, blanks."""
    name = etree.QName(element).localname
    attributes = sorted(
        (etree.QName(key).localname, value)
        for key, value in element.items()
        if not key.endswith(("id", "lang", "type")) and value != "left"
    )
    children: list[object] = [" ".join((element.text or "").split())]
    for child in element:
        children += [normal(child), " ".join((child.tail or "").split())]
    shown = [child for child in children if child]
    plain = [c for c in shown if isinstance(c, str)]
    return [name, attributes, *(["[]"] if ("type", "note") in attributes and plain else shown)]


@pytest.mark.parametrize("name", BODIES)
def test_a_body_comes_out_as_it_went_in(name: str) -> None:
    text = fiction(BODIES[name])
    _, data = again(text)
    assert normal(body_of(data)) == normal(body_of(text.encode()))
    assert again(data.decode())[1] == data


def test_notes_keep_text_and_calls() -> None:
    call = "<section><p>Раз<a l:href='#n1' type='note'>[1]</a>, два<a l:href='#n2' type='note'>2</a>.</p></section>"
    work, data = again(fiction(call, NOTES))
    assert [note.id for note in work.notes] == ["n1", "n2", "n3"]
    body, notes = body_of(data), body_of(data, 1)
    assert [a.get(HREF) for a in body.iter(f"{NS}a")] == ["#n1", "#n2"]
    assert [section.get("id") for section in notes.findall(f"{NS}section")] == ["n1", "n2", "n3"]
    assert "О названии" in "".join(notes.itertext())
    assert again(data.decode())[1] == data


def test_comments_stay_apart_from_notes() -> None:
    call = "<section><p>Раз<a l:href='#n1' type='note'>[1]</a><a l:href='#c1' type='note'>*</a></p></section>"
    work, data = again(fiction(call, NOTES + COMMENTS))
    assert [(note.id, note.kind) for note in work.notes][-1] == ("c1", "endnote")
    groups = body_of(data, 1).findall(f"{NS}section")
    assert [len(group.findall(f"{NS}section")) for group in groups] == [3, 1]
    assert again(data.decode())[1] == data


def test_pictures_come_along() -> None:
    body = """<section><image l:href="#a.png" alt="Вид" title="Подпись"/><p>Слово <image l:href="#b.png"/> и дело.</p>
        <image l:href="#a.png"/></section><section><image l:href="#b.png"/><empty-line/></section>"""
    info = "<genre>prose</genre><author><nickname>Н</nickname></author><book-title>Т</book-title>"
    info += '<coverpage><image l:href="#c.png"/></coverpage><lang>ru</lang>'
    text = fiction(body, info=info, pictures={"a.png": png(), "b.png": png("blue"), "c.png": png("green")})
    work, data = again(text)
    assert work.cover == "#c.png"
    root = etree.fromstring(data)
    stored = {b.get("id"): b64decode(b.text) for b in root.findall(f"{NS}binary")}
    shown = [stored[image.get(HREF)[1:]] for image in root.iter(f"{NS}image")]
    assert shown == [png("green"), png(), png("blue"), png(), png("blue")]
    assert next((i.get("alt"), i.get("title")) for i in body_of(data).iter(f"{NS}image")) == ("Вид", "Подпись")
    assert again(data.decode())[1] == data


MARKDOWN = """---
title: Проба пера
subtitle: Подзаголовок
author: Антон Павлович Чехов
translator: Иван Иванов
date: 1886-05-03
tags: [рассказы, юмор]
genre: Русская классика
series: Библиотека
series-number: 7
source-lang: fr
description: О чём это.
epigraph: Слово — серебро.
---

# Глава[^t]

> {.epigraph}
> Эпиграф.
> — Кто-то

- один
- два
  1. вложенный
  2. ещё

> Цитата.
>
> > Внутри цитаты.

```verse
Стих
  второй

третий
```

    код <не>
      с отступом

| а | б |
|---|--:|
| 1 | 2 |

Строка\\
вторая. [Здесь *не [вложено](http://a.b)* — да](http://example.org/). [қазақша]{lang=kk} [к]{.small-caps} `a<b` ^2^

## Ниже

***

Конец.[^1] См. [главу](#nowhere).

[^t]: К названию.
[^1]: Сноска.

    > Цитата в сноске.

    # Заголовок в сноске
"""


def test_any_markdown_becomes_valid() -> None:
    data = written(
        book_of([from_markdown(MARKDOWN)], imprint=Imprint(publisher="Изд", city="М.", year="2026", age="12+"))
    )
    root = etree.fromstring(data)
    info = root.find(f"{NS}description/{NS}title-info")
    assert info is not None
    assert [e.text for e in info.findall(f"{NS}genre")] == ["prose_rus_classic", "short_story", "humor"]
    assert [e.text for e in info.find(f"{NS}author")] == ["Антон", "Павлович", "Чехов"]
    assert info.find(f"{NS}sequence").items() == [("name", "Библиотека"), ("number", "7")]
    assert info.findtext(f"{NS}src-lang") == "fr"
    assert info.find(f"{NS}date").get("value") == "1886-05-03"
    again_ = read("b.fb2", data).value
    assert again_.metadata.subtitle and again_.metadata.subtitle.chars == "Подзаголовок"
    assert len(again_.notes) == 2


def test_a_collection_has_a_section_a_work() -> None:
    first = from_markdown(
        "---\ntitle: А\nauthor: Пушкин\n---\n\n# Г\n\nТекст[^1], [там](b.md).\n\n[^1]: Раз.\n", "a.md"
    )
    second = from_markdown("---\ntitle: Б\nauthor: Гоголь\nlang: uk\n---\n\nДва[^1].\n\n[^1]: Так.\n", "b.md")
    book = book_of([first, second], title="Сборник", editors=("Редакция",), series=Series("Книжки", "3"))
    data = written(book)
    sections = body_of(data).findall(f"{NS}section")
    assert [s.get("{http://www.w3.org/XML/1998/namespace}lang") for s in sections] == [None, "uk"]
    assert ["".join(s.find(f"{NS}title").itertext()) for s in sections] == ["ПушкинА", "ГогольБ"]
    calls = [a.get(HREF) for a in body_of(data).iter(f"{NS}a") if a.get("type") == "note"]
    notes = [s.get("id") for s in body_of(data, 1).findall(f"{NS}section")]
    assert calls == [f"#{id}" for id in notes]
    assert "#w-b" in [a.get(HREF) for a in body_of(data).iter(f"{NS}a")]
    assert b'<sequence name="\xd0\x9a' in data


@pytest.mark.parametrize("text", ["Слово.", "# Только заголовок", "![](a.png)", "***", "- ", "> — автор", "\u0001x"])
def test_odd_little_texts_are_valid(text: str) -> None:
    work = from_markdown(text)
    written(book_of([work]), {})
    written(book_of([work, work], title="Два"), {})


def test_genres_are_found_by_words_of_both_languages() -> None:
    assert genres(["Рассказы", "short story", "det_classic", "prose_rus_classic"]) == [
        "short_story", "det_classic", "prose_rus_classic",
    ]  # fmt: skip
    assert genres(["ерунда"]) == ["unrecognised"]


def test_the_same_bytes_each_time_also_packed() -> None:
    book = book_of([from_markdown(MARKDOWN)])
    data = written(book)
    packed = write_fb2_zip(data, "proba")
    assert (data, packed) == (written(book), write_fb2_zip(data, "proba"))
    with zipfile.ZipFile(BytesIO(packed)) as archive:
        assert archive.namelist() == ["proba.fb2"]
        assert archive.read("proba.fb2") == data


@pytest.mark.skipif(not shutil.which("pandoc"), reason="pandoc is not here")
def test_pandoc_reads_it_with_all_notes() -> None:
    work = from_markdown(MARKDOWN)
    command = ["pandoc", "-f", "fb2", "-t", "markdown"]
    read_ = subprocess.run(command, input=written(book_of([work])), capture_output=True, check=True, timeout=60)
    assert read_.stdout.decode().count("\n[^") == len(work.notes)
    assert "вложенный" in read_.stdout.decode()


def test_what_is_not_valid_is_never_written() -> None:
    with pytest.raises(BuildError) as caught:
        write_fb2(FictionComposition("<description/>", "<body><section/></body>", "", ()))
    assert caught.value.code == "B123"
    with pytest.raises(BuildError):
        write_fb2(FictionComposition("<description>", "", "", ()))
