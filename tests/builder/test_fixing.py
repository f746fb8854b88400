"""`fix` gives a file back byte for byte, but for its edits."""

from __future__ import annotations

import codecs
from html import unescape
from xml.etree import ElementTree

import pytest

from publisher.builder.fixing import around, as_findings, fix, proposal
from publisher.model.errors import SourceError
from publisher.model.source import Source
from publisher.model.text import Edit
from publisher.typography import BY_CODE, Remark, Settings

MARKDOWN = (
    '---\ntitle: "Проба - пера"\nlayout: post\ntags: [a, "b"]\n# a comment\n---\n\n'
    'Слово - "дело"; `код - "как есть"`, [ссылка](https://example.org/a-b?c="d" \'загл\').\n\n'
    '| А | "Б" |\n|:--|--:|\n| 1 - 2 | `-` |\n\n```python\nprint("a - b")\n```\n\n'
    '<div data-x="a - b"><b>"Внутри" - HTML</b></div>\n\n    отступ - "код"\n\n'
    "<https://example.org/-> и https://example.org/x--y\n\n* * *\n\nСтрока  с пробелами  \nи концом\n"
)
HTML = (
    '<!DOCTYPE html>\n<html lang="ru"><head><title>Проба - пера</title>\n<style>a { b: "c - d" }</style></head>\n'
    '<body data-x=\'a - b\'>\n<p>Слово - <em>"дело"</em> &mdash; &quot;так&quot; &#8212; <code>a - "b"</code></p>\n'
    '<!-- comment - "x" -->\n<pre>a - "b"</pre><script>x = "a - b"</script>\n</body></html>\n'
)
PLAIN = 'Автор\n\n2020\n\nНазвание\n\n     Слово - "дело",\n\tа "отступ" - тоже.\n\n* * *\n\n- Да... - сказал он.\n'

FB2 = (
    '<?xml version="1.0" encoding="utf-8"?>\n<FictionBook xmlns:l="http://www.w3.org/1999/xlink">\n'
    '<stylesheet type="text/css">p { content: "a - b" }</stylesheet><description><title-info><book-title>Проба - пера'
    '</book-title><annotation><p>О книге - "раз"</p></annotation></title-info><document-info><program-used>a - "b"'
    '</program-used></document-info></description>\n<body>\n<title><p>Проба - пера</p></title>\n<section id="a - b">\n'
    '  <p>Слово - <emphasis>"дело"</emphasis> &#8212; &quot;так&quot; &lt;a - b&gt; <code>a - "b"</code></p>\n'
    '<poem><stanza><v>Строка - "раз",</v></stanza><text-author>Кто-то - "сам"</text-author></poem>\n'
    '<!-- comment - "x" --><p><a l:href="#n - 1" type="note">[1]</a></p>\n</section></body>\n'
    '<binary id="x" content-type="image/png">AAAA - "x"</binary>\n</FictionBook>\n'
)

SAMPLES = [("a.md", MARKDOWN), ("a.html", HTML), ("a.txt", PLAIN), ("a.fb2", FB2)]
DRESSES = {
    "as it is": lambda chars: chars.encode(),
    "CRLF": lambda chars: chars.replace("\n", "\r\n").encode(),
    "CR": lambda chars: chars.replace("\n", "\r").encode(),
    "BOM": lambda chars: codecs.BOM_UTF8 + chars.encode(),
    "UTF-16": lambda chars: codecs.BOM_UTF16_LE + chars.encode("utf-16-le"),
    "cp1251": lambda chars: chars.encode("cp1251"),
    "no final newline": lambda chars: chars.rstrip("\n").encode(),
    "blank end": lambda chars: (chars + "\n\n \n").encode(),
}


@pytest.mark.parametrize("dress", DRESSES)
@pytest.mark.parametrize(("name", "chars"), SAMPLES)
def test_only_the_edits_change_a_file(name: str, chars: str, dress: str) -> None:
    data = DRESSES[dress](chars)
    fixed = fix(name, data, Settings())
    assert fixed.source.encoded(fixed.source.chars) == data, "decoding lost something"
    assert fixed.edits
    assert {edit.code for edit in fixed.edits} <= BY_CODE.keys()
    assert fixed.source.patched(fixed.edits) == fixed.chars
    assert letters(fixed.chars) == letters(fixed.source.chars)
    again = fix(name, fixed.encoded(), Settings())
    assert [(e.code, e.new) for e in again.edits] == []
    assert again.encoded() == fixed.encoded()


def letters(chars: str) -> str:
    """Letters and figures; an entity of HTML counts as what it means."""
    return "".join(character for character in unescape(chars) if character.isalnum())


@pytest.mark.parametrize(
    ("name", "chars", "untouched"),
    [
        ("a.md", MARKDOWN, ['`код - "как есть"`', "(https://example.org/a-b?c=\"d\" 'загл')", 'print("a - b")']),
        ("a.md", MARKDOWN, ["|:--|--:|", 'data-x="a - b"', '    отступ - "код"', "<https://example.org/->"]),
        ("a.md", MARKDOWN, ["https://example.org/x--y", 'tags: [a, "b"]\n# a comment\n---', "* * *", "пробелами  \nи"]),
        ("a.html", HTML, ['{ b: "c - d" }', "data-x='a - b'", '<code>a - "b"</code>', '<!-- comment - "x" -->']),
        ("a.html", HTML, ['<pre>a - "b"</pre>', '<script>x = "a - b"</script>', '<!DOCTYPE html>\n<html lang="ru">']),
        ("a.fb2", FB2, ['p { content: "a - b" }', '<program-used>a - "b"<', 'id="a - b"', '<code>a - "b"</code>']),
        ("a.fb2", FB2, ["&lt;a", 'comment - "x"', 'l:href="#n - 1" type="note">[1]', 'AAAA - "x"', "&#8212;"]),
    ],
)
def test_what_is_no_prose_stays(name: str, chars: str, untouched: list[str]) -> None:
    fixed = fix(name, chars.encode(), Settings()).chars
    assert [piece for piece in untouched if piece not in fixed] == []


def test_prose_is_mended_in_each_markup() -> None:
    assert "Слово\u00a0— «дело»" in fix("a.md", MARKDOWN.encode(), Settings()).chars
    assert "Слово\u00a0— <em>«дело»</em>" in fix("a.html", HTML.encode(), Settings()).chars
    assert "     Слово\u00a0— «дело»" in fix("a.txt", PLAIN.encode(), Settings()).chars
    book = fix("a.fb2", FB2.encode(), Settings()).chars
    assert "Слово\u00a0— <emphasis>«дело»</emphasis>\u00a0&#8212; «так» &lt;" in book
    assert book.count("Проба\u00a0— пера") == 2
    assert "О\u00a0книге\u00a0— «раз»" in book
    assert "<v>Строка\u00a0— «раз»,</v>" in book


def test_the_suffix_gives_way_to_what_is_asked_for() -> None:
    chars = '`"код"` и "слово"\n'.encode()
    assert fix("a.txt", chars, Settings(), "markdown").chars == '`"код"` и\u00a0«слово»\n'
    assert "«код»" in fix("a.md", chars, Settings(), "text").chars


def test_an_encoding_without_the_sign_is_said() -> None:
    text = 'Довольно длинная строка русского текста, чтобы кодировка была ясна, а в ней слово - "дело" и точка.\n' * 5
    fixed = fix("a.txt", text.encode("koi8-r"), Settings())
    assert fixed.source.encoding == "koi8-r"
    with pytest.raises(SourceError) as caught:
        fixed.encoded()
    assert caught.value.code == "S404"


def test_findings_of_edits_show_spaces() -> None:
    fixed = fix("a.txt", "Слово - дело.\n".encode(), Settings())
    details = [str(finding.params["detail"]) for finding in as_findings(fixed)]
    assert any("⍽" in detail for detail in details)
    assert all(finding.place and finding.place.line == 1 for finding in as_findings(fixed))


def test_nothing_at_all_is_nothing() -> None:
    assert fix("-", b"", Settings(), "text").encoded() == b""


BOOK = '<?xml version="1.0" encoding="{0}"?>\n<FictionBook><body><p>Было -5 °C, "холодно".</p></body></FictionBook>\n'


@pytest.mark.parametrize("encoding", ["windows-1251", "koi8-r", "utf-8"])
def test_what_an_encoding_lacks_is_a_reference_in_markup(encoding: str) -> None:
    data = BOOK.format(encoding).encode(encoding, "xmlcharrefreplace")
    fixed = fix("a.fb2", data, Settings())
    written = fixed.encoded()
    root = ElementTree.fromstring(written.decode(encoding).partition("\n")[2])
    assert "".join(root.itertext()).strip().startswith("Было −5\u00a0°C, «холодно».")
    assert written.startswith(f'<?xml version="1.0" encoding="{encoding}"?>'.encode())
    assert fix("a.fb2", written, Settings()).edits == ()


def test_a_sign_that_a_plain_text_cannot_hold_has_a_place() -> None:
    text = "Съешь ещё этих мягких французских булок.\n" * 3 + "Было -5 °C.\n"
    with pytest.raises(SourceError) as caught:
        fix("a.txt", text.encode("cp1251"), Settings()).encoded()
    assert (caught.value.code, str(caught.value.place)) == ("S404", "a.txt:4:6")


def test_suggestions_are_carried_out_when_asked_for() -> None:
    data = 'Вышел из за двери и и сказал: "да".\n'.encode()
    kept = fix("a.txt", data, Settings())
    assert "из за" in kept.chars.replace("\u00a0", " ")
    assert len(kept.remarks) == 2
    done = fix("a.txt", data, Settings(), unsafe=True)
    assert done.chars.replace("\u00a0", " ") == "Вышел из-за двери и сказал: «да».\n"
    assert done.source.patched(done.edits) == done.chars
    assert done.remarks == ()
    assert fix("a.txt", done.encoded(), Settings(), unsafe=True).edits == ()


def test_proposals_are_as_short_as_they_can_be() -> None:
    source = Source("a", "из за угла")
    assert proposal(source, Remark("RU8", 0, 5, "из-за")) == Edit(2, 3, "-", "RU8")
    assert proposal(source, Remark("RU8", 0, 5, "из зам")) == Edit(5, 5, "м", "RU8")
    assert proposal(source, Remark("RU8", 0, 5, "из за")) is None
    assert proposal(source, Remark("RU8", 0, 5)) is None


@pytest.mark.parametrize("width", [5, 100])
def test_what_stands_around(width: int) -> None:
    before, after = around("первая\nодин два три четыре пять\nтретья", 16, 19, width)
    assert (before, after) == (("… два ", " …") if width == 5 else ("один два ", " четыре пять"))
