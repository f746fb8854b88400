"""Documents that nobody made in good faith, or that broke on the way: each a name of a file and its bytes."""

# ruff: noqa: E501  XML is not wrapped

from __future__ import annotations

import struct
import zipfile
from collections.abc import Callable, Iterator
from io import BytesIO

from fictions import fiction, png
from packages import W, docx, docx_parts, epub_parts, odt_parts, packed, para

PARAGRAPH = para("Слово и дело.")
BOOKS: dict[str, Callable[[], dict[str, str | bytes]]] = {
    "docx": lambda: docx_parts(PARAGRAPH + para("Глава", "1"), pictures={"p1": png()}),
    "odt": lambda: odt_parts("<text:p>Слово и дело.</text:p>", {"a.png": png()}),
    "epub": lambda: epub_parts(
        {"a.xhtml": "<h1>Глава</h1><p>Слово<img src='a.png' alt=''/></p>"}, pictures={"a.png": png()}
    ),
    "fb2.zip": lambda: {"a.fb2": fiction("<section><p>Слово</p></section>")},
}
MAIN = {"docx": "word/document.xml", "odt": "content.xml", "epub": "EPUB/book.opf", "fb2.zip": "a.fb2"}
LAUGHS = "<!DOCTYPE x [" + "".join(
    f'<!ENTITY a{n} "{("&a" + str(n - 1) + ";") * 10 if n else "ха"}">' for n in range(10)
) + "]>"  # fmt: skip
XXE = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
PARAMETER = '<!DOCTYPE x [<!ENTITY % a SYSTEM "http://127.0.0.1:9/x.dtd"> %a;]>'

Document = tuple[str, bytes]


def documents() -> Iterator[Document]:
    """All of them; names are unique."""
    for kind in BOOKS:
        for name, data in _broken(kind):
            yield f"{name}.{kind}", data
    yield from _words()
    yield from _fictions()
    yield from _pages()


def _broken(kind: str) -> Iterator[Document]:
    parts = BOOKS[kind]()
    whole = packed(parts)
    for cut in range(1, 20):
        yield f"cut-{cut}", whole[: len(whole) * cut // 20]
    for at in range(0, len(whole) - 40, max(1, len(whole) // 12)):
        yield f"flipped-{at}", whole[:at] + bytes(255 - byte for byte in whole[at : at + 24]) + whole[at + 24 :]
    for name in parts:
        yield f"without-{name.replace('/', '_')}", packed({key: value for key, value in parts.items() if key != name})
        yield f"empty-{name.replace('/', '_')}", packed(parts | {name: ""})
    main = MAIN[kind]
    text = str(parts[main])
    for name, prologue in (("laughs", LAUGHS), ("xxe", XXE), ("parameter", PARAMETER)):
        body = text.partition("?>")[2] if text.startswith("<?xml") else text
        yield name, packed(parts | {main: prologue + body.replace("Слово", "&a9;Слово&a;")})
        yield f"{name}-16", packed(parts | {main: (prologue + body).encode("utf-16")})
    yield (
        "cp1251",
        packed(
            parts
            | {
                main: f'<?xml version="1.0" encoding="windows-1251"?>{text.partition("?>")[2] or text}'.encode(
                    "cp1251", "replace"
                )
            }
        ),
    )
    yield (
        "wrong-encoding",
        packed(
            parts
            | {
                main: f'<?xml version="1.0" encoding="utf-8"?>{text.partition("?>")[2] or text}'.encode(
                    "koi8-r", "replace"
                )
            }
        ),
    )
    yield (
        "no-such-encoding",
        packed(parts | {main: f'<?xml version="1.0" encoding="klingon"?>{text.partition("?>")[2] or text}'}),
    )
    yield "binary", packed(parts | {main: bytes(range(256)) * 40})
    yield "not-xml", packed(parts | {main: "<a><b></a>"})
    yield "bomb", packed(parts | {main: b"<a>" + b" " * (30 << 20) + b"</a>"})
    yield (
        "bomb-picture",
        packed(
            parts
            | {name: b"\x89PNG\r\n\x1a\n" + bytes(20 << 20) for name in parts if name.endswith(".png")}
            | {"x": "x"}
        ),
    )
    yield "lying-size", _lying(parts)
    yield "encrypted", _encrypted(whole)
    yield "many", packed(parts | {f"x/{number}": "" for number in range(10_100)})
    yield "twice", _twice(parts, main)
    yield "outside", packed(parts | {"../../../etc/x": "x", "/etc/y": "y", "C:\\z": "z"})
    yield "bzip2", _stored(parts, zipfile.ZIP_BZIP2)
    yield "lzma", _stored(parts, zipfile.ZIP_LZMA)
    yield "prefixed", b"MZ" * 5_000 + whole
    yield (
        "attribute",
        packed(
            parts
            | {main: text.replace("<", f'<x a="{"я" * 1_000_000}"/><', 2).replace(f'<x a="{"я" * 1_000_000}"/>', "", 1)}
        ),
    )
    yield "deep", packed(parts | {main: "<a>" * 5_000 + "</a>" * 5_000})


def _lying(parts: dict[str, str | bytes]) -> bytes:
    """Entries that say they are small and are not."""
    data = bytearray(packed(dict.fromkeys(parts, b" " * (2 << 20))))
    at = data.find(b"PK\x01\x02")
    while at >= 0:
        data[at + 24 : at + 28] = struct.pack("<I", 100)
        at = data.find(b"PK\x01\x02", at + 4)
    return bytes(data)


def _encrypted(whole: bytes) -> bytes:
    data = bytearray(whole)
    for signature, offset in ((b"PK\x01\x02", 8), (b"PK\x03\x04", 6)):
        at = data.find(signature)
        while at >= 0:
            data[at + offset] |= 1
            at = data.find(signature, at + 4)
    return bytes(data)


def _twice(parts: dict[str, str | bytes], main: str) -> bytes:
    data = BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
        archive.writestr(f"{main[:-1]}X", "<a/>")
    return data.getvalue().replace(f"{main[:-1]}X".encode(), main.encode())


def _stored(parts: dict[str, str | bytes], method: int) -> bytes:
    data = BytesIO()
    with zipfile.ZipFile(data, "w", method) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return data.getvalue()


def _words() -> Iterator[Document]:
    """Word documents that are well-formed and mean harm."""
    cell = "<w:tbl><w:tr><w:tc>{}</w:tc></w:tr></w:tbl>"
    for depth in (20, 45, 1_000):
        inner = PARAGRAPH
        for _ in range(depth):
            inner = cell.format(inner)
        yield f"tables-{depth}.docx", docx(inner)
    style = '<w:style w:type="paragraph" w:styleId="{}"><w:name w:val="{}"/><w:basedOn w:val="{}"/></w:style>'
    circle = docx_parts(para("Текст.", "c1")) | {
        "word/styles.xml": f'<w:styles xmlns:w="{W}">'
        + style.format("c1", "x", "c2")
        + style.format("c2", "y", "c1")
        + "</w:styles>"
    }
    yield "circle.docx", packed(circle)
    note = '<w:footnote w:id="2"><w:p><w:r><w:footnoteReference w:id="2"/></w:r></w:p></w:footnote>'
    call = para('<w:r><w:footnoteReference w:id="2"/></w:r>')
    yield "note-calls-itself.docx", docx(call, notes=note)
    yield "note-missing.docx", docx(para('<w:r><w:footnoteReference w:id="77"/></w:r>'))
    yield "picture-missing.docx", docx(para('<w:r><w:drawing><a:blip r:embed="no"/></w:drawing></w:r>'))
    yield (
        "picture-damaged.docx",
        docx(para('<w:r><w:drawing><a:blip r:embed="p"/></w:drawing></w:r>'), pictures={"p": png()[:30]}),
    )
    yield (
        "picture-emf.docx",
        docx(para('<w:r><w:drawing><a:blip r:embed="p"/></w:drawing></w:r>'), pictures={"p": b"\x01\0\0\0 EMF"}),
    )
    parts = docx_parts(para('<w:r><w:drawing><a:blip r:embed="p"/></w:drawing></w:r>'))
    for number, target in enumerate(
        ("../../etc/passwd", "/etc/passwd", "file:///etc/passwd", "http://127.0.0.1:9/a.png", "..\\..\\x")
    ):
        relation = f'<Relationships xmlns="x"><Relationship Id="p" Type="/image" Target="{target}"/></Relationships>'
        yield f"target-{number}.docx", packed(parts | {"word/_rels/document.xml.rels": relation})
    for number, value in enumerate(("-1", "99999999999", "x", "")):
        yield (
            f"span-{number}.docx",
            docx(f'<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="{value}"/></w:tcPr>{PARAGRAPH}</w:tc></w:tr></w:tbl>'),
        )
        yield (
            f"level-{number}.docx",
            docx(
                para(
                    "x",
                    more=f'<w:numPr><w:ilvl w:val="{value}"/><w:numId w:val="1"/></w:numPr><w:outlineLvl w:val="{value}"/>',
                )
            ),
        )
        yield f"symbol-{number}.docx", docx(para(f'<w:r><w:sym w:char="{value}"/></w:r>'))
    yield (
        "merged-nowhere.docx",
        docx(f"<w:tbl><w:tr><w:tc><w:tcPr><w:vMerge/></w:tcPr>{PARAGRAPH}</w:tc></w:tr></w:tbl>"),
    )
    yield "only-deleted.docx", docx("<w:p><w:del><w:r><w:delText>x</w:delText></w:r></w:del></w:p>")
    yield "nothing.docx", docx("")
    yield "long.docx", docx(PARAGRAPH * 12_000)
    yield "one-paragraph.docx", docx(para("слово " * 200_000))
    yield (
        "many-runs.docx",
        docx("<w:p>" + "<w:r><w:rPr><w:b/></w:rPr><w:t>а</w:t></w:r><w:r><w:t>б</w:t></w:r>" * 10_000 + "</w:p>"),
    )
    yield (
        "field-open.docx",
        docx(
            para(
                '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>HYPERLINK "'
                + "x" * 100_000
                + "</w:instrText></w:r>"
            )
        ),
    )
    yield "markup-in-text.docx", docx(para("&lt;script&gt;alert(1)&lt;/script&gt; &lt;!-- typo: off --&gt; &lt;/p&gt;"))
    yield "controls.docx", docx(para("а&#x9;б&#xA;в\u2028д\ufeffе"))


def _fictions() -> Iterator[Document]:
    body = "<section><p>Слово</p></section>"
    whole = fiction(body, pictures={"a.png": png()})
    data = whole.encode()
    for cut in range(1, 10):
        yield f"cut-{cut}.fb2", data[: len(data) * cut // 10]
    for name, prologue in (("laughs", LAUGHS), ("xxe", XXE), ("parameter", PARAMETER)):
        yield f"{name}.fb2", (prologue + whole.partition("?>")[2].replace("Слово", "&a9;&a;")).encode()
    for depth in (10, 40, 20_000):
        yield f"sections-{depth}.fb2", fiction("<section>" * depth + "<p>x</p>" + "</section>" * depth).encode()
        yield (
            f"tables-{depth}.fb2",
            fiction(
                "<section>" + "<table><tr><td>" * depth + "x" + "</td></tr></table>" * depth + "</section>"
            ).encode(),
        )
        yield (
            f"emphasis-{depth}.fb2",
            fiction("<section><p>" + "<emphasis>" * depth + "x" + "</emphasis>" * depth + "</p></section>").encode(),
        )
    yield (
        "base64.fb2",
        fiction(body, pictures={})
        .replace("</FictionBook>", '<binary id="x">!!!</binary><binary id="x">я</binary></FictionBook>')
        .encode(),
    )
    yield (
        "picture-twice.fb2",
        fiction("<section><image l:href='#a.png'/></section>", pictures={"a.png": png()})
        .replace("</FictionBook>", '<binary id="a.png">AAAA</binary></FictionBook>')
        .encode(),
    )
    yield "picture-outside.fb2", fiction("<section><image l:href='file:///etc/passwd'/><p>x</p></section>").encode()
    yield (
        "note-calls-itself.fb2",
        fiction(
            "<section><p>x<a l:href='#n' type='note'>1</a></p></section>",
            "<body name='notes'><section id='n'><p>y<a l:href='#n' type='note'>1</a></p></section></body>",
        ).encode(),
    )
    yield (
        "spans.fb2",
        fiction("<section><table><tr><td colspan='99999999' rowspan='-3'>x</td></tr></table></section>").encode(),
    )
    yield "wrong-encoding.fb2", fiction(body * 20).replace("utf-8", "windows-1251").encode("koi8-r")
    yield "html.fb2", "<html><body><p>Слово</p></body></html>".encode()
    yield "nothing.fb2", b"<FictionBook/>"
    yield "empty.fb2", b""


def _pages() -> Iterator[Document]:
    for depth in (20, 1_000):
        yield f"tables-{depth}.html", ("<table><tr><td>" * depth + "x").encode()
        yield f"quotations-{depth}.html", ("<blockquote><p>" * depth + "x").encode()
    yield (
        "notes-in-a-circle.html",
        b'<p id="a"><a href="#b" id="x" role="doc-noteref">1</a></p><p id="b"><a href="#a" id="y" role="doc-noteref">1</a></p>',
    )
    yield (
        "notes-many.html",
        (
            "".join(f'<p>т<a href="#f{n}" id="r{n}">{n}</a></p>' for n in range(2_000))
            + "".join(f'<p id="f{n}"><a href="#r{n}">{n}</a> с</p>' for n in range(2_000))
        ).encode(),
    )
    yield "attribute.html", f'<p class="{"я" * 2_000_000}">Слово</p>'.encode()
