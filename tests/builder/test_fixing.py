"""`fix` gives a file back byte for byte, but for its edits."""

from __future__ import annotations

import codecs
from html import unescape

import pytest

from publisher.builder.fixing import as_findings, fix
from publisher.model.errors import SourceError
from publisher.typography import BY_CODE, Settings

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

SAMPLES = [("a.md", MARKDOWN), ("a.html", HTML), ("a.txt", PLAIN)]
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
    ],
)
def test_what_is_no_prose_stays(name: str, chars: str, untouched: list[str]) -> None:
    fixed = fix(name, chars.encode(), Settings()).chars
    assert [piece for piece in untouched if piece not in fixed] == []


def test_prose_is_mended_in_each_markup() -> None:
    assert "Слово\u00a0— «дело»" in fix("a.md", MARKDOWN.encode(), Settings()).chars
    assert "Слово\u00a0— <em>«дело»</em>" in fix("a.html", HTML.encode(), Settings()).chars
    assert "     Слово\u00a0— «дело»" in fix("a.txt", PLAIN.encode(), Settings()).chars


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
