"""One book with every kind of block, for all layouts and writers: two works that share note ids and heading ids."""

from __future__ import annotations

import struct
import zlib
from hashlib import sha256
from pathlib import Path

from publisher.model.composition import SCHEME, Resource
from publisher.model.edition import Book, Edition, Entry
from publisher.model.imprint import Imprint
from publisher.model.layout import Layout, Typesetting
from publisher.model.paper import Margins, Trim
from publisher.model.source import Source
from publisher.model.text import OBJECT, Mark, MarkKind, Text
from publisher.model.work import (
    Block,
    Code,
    Figure,
    Heading,
    Line,
    ListBlock,
    Metadata,
    Note,
    Paragraph,
    Person,
    Quotation,
    SceneBreak,
    Table,
    Verse,
    Work,
)

ROOT = Path(__file__).parent.parent
PICTURE = "img/line.png"

HOSTILE = "Знаки: <b>&amp;</b> ]]> & \" ' \x00\x01\x0b\x1f\x7f\x85\ud800\ufffe\uffff <!-- --> <?php ?> конец"
"""Characters that must neither break the XML nor get lost, but for those that XML forbids."""


def marked(chars: str, *marks: tuple[str, MarkKind, str]) -> Text:
    """`chars` with a mark over each first occurrence of a phrase; a note or picture stands behind its phrase."""
    placed = []
    for phrase, kind, value in marks:
        start = chars.index(phrase)
        end = start + len(phrase)
        if kind == "note":
            start = end
        title = "линейка" if kind == "image" else ""
        placed.append(Mark(start, end, kind, value, title))
    return Text(chars, tuple(placed))


def paragraph(chars: str, *marks: tuple[str, MarkKind, str]) -> Paragraph:
    return Paragraph(marked(chars, *marks))


def sample_book() -> Book:
    """A collection of two works, in Russian and Ukrainian."""
    editors = (Person(Text("Редакция")),)
    imprint = Imprint(
        publisher="Издательство «Проба»",
        city="Москва",
        year="2026",
        isbn="978-5-00-000000-7",
        age="12+",
        copyright="© Редакция, 2026",
    )
    edition = Edition("sample", "anthology", (), title="О наборе & «шрифте»", editors=("Редакция",), imprint=imprint)
    works = (russian_work(), ukrainian_work())
    authors = tuple(person for work in works for person in work.metadata.authors)
    return Book(
        edition=edition,
        entries=tuple(Entry(f"w{n}", work) for n, work in enumerate(works, 1)),
        title=Text("О наборе & «шрифте»"),
        subtitle=Text("Сборник для проверки"),
        authors=authors,
        editors=editors,
        language="ru",
        year="2026",
        description=Text("Два произведения, в которых есть всё."),
    )


def single_book(work: Work, kind: str = "pamphlet") -> Book:
    """A book of one work, without an imprint."""
    meta = work.metadata
    edition = Edition("single", kind, ())  # type: ignore[arg-type]
    return Book(
        edition, (Entry("w1", work),), meta.title, meta.subtitle, meta.authors, (), meta.language, meta.year, None
    )


def russian_work() -> Work:
    metadata = Metadata(
        title=marked("Буквы и пробелы", ("и", "emphasis", "")),
        subtitle=Text("Очерк с примечаниями"),
        authors=(Person(Text("Антон Наборщиков")), Person(Text("М.\u00a0П.\u00a0Верстальщикова"))),
        translators=(Person(Text("Пётр Иванович Толмачёв")),),
        date="2022-01-05",
        language="ru",
        tags=("типографика", "набор"),
        epigraph=Text("Книга есть вещь.\nИзвестная поговорка"),
    )
    return Work(metadata, _russian_blocks(), _russian_notes(), Source("essays/bukvy.md", ""))


def _russian_blocks() -> tuple[Block, ...]:
    return (
        paragraph("Это введение до первого заголовка, и в нём есть сноска.", ("сноска", "note", "1")),
        Heading(marked("Пробел[1] и слово", ("Пробел", "emphasis", "")), 1, "intro"),
        paragraph(
            "Слово полужирное курсивное прямое и опять не\u00a0слитно: тут внахлёст два начертания.",
            ("полужирное курсивное", "strong", ""),
            ("курсивное прямое", "emphasis", ""),
        ),
        paragraph(
            "Слитно: полуслово, H2O, x2, зачёркнуто, КАПИТЕЛЬ, код a < b && c, адрес.",
            ("полу", "emphasis", ""),
            ("2O", "subscript", ""),
            ("2,", "superscript", ""),
            ("зачёркнуто", "strike", ""),
            ("КАПИТЕЛЬ", "small-caps", ""),
            ("a < b && c", "code", ""),
            ("адрес", "link", "https://example.org/путь?a=1&b=«два слова»"),
        ),
        paragraph("По-английски: printing house; опять по-русски.", ("printing house", "language", "en")),
        paragraph(
            "Ссылка со сноской внутри, затем назад к началу и в другое произведение, в его раздел.",
            ("Ссылка со сноской внутри", "link", "https://example.org/"),
            ("сноской", "note", "2"),
            ("к началу", "link", "#intro"),
            ("другое произведение", "link", "rechi.md"),
            ("его раздел", "link", "rechi.md#intro"),
        ),
        paragraph(HOSTILE),
        Heading(Text("Виды абзацев"), 2, "kinds"),
        ListBlock(
            (
                (paragraph("Первый пункт."),),
                (
                    paragraph("Второй, со вложенным списком:"),
                    ListBlock(((paragraph("вложенный раз;"),), (paragraph("вложенный два."),)), start=3),
                ),
            )
        ),
        Quotation((paragraph("Цитата в два абзаца."), paragraph("Второй абзац.")), Text("А. Б. Цитатов")),
        Quotation((paragraph("Эпиграф внутри текста."),), Text("Народное"), "epigraph"),
        SceneBreak(),
        Paragraph(Text("— Реплика диалога? — спросил он.\nНовая строка того же абзаца."), ("dialogue",)),
        paragraph("— Да."),
        Heading(Text("Вторая глава"), 1, "second"),
        Table(
            ((Text("Знак"), Text("Название"), Text("Код")),),
            (
                (Text("—"), Text("тире"), Text("2014")),
                (Text("«"), marked("ёлочка", ("ёл", "emphasis", "")), Text("AB")),
            ),
            ("center", "left", "right"),
            Text("Знаки препинания"),
        ),
        Figure(PICTURE, "Чёрная линейка", Text("Линейка, увеличено")),
        paragraph(f"Рисунок {OBJECT} в строке.", (OBJECT, "image", PICTURE)),
        Code("def верстать():\n\n    return '<&>'\n", "python"),
        paragraph("Повторный вызов первой сноски.", ("сноски", "note", "1")),
    )


def _russian_notes() -> tuple[Note, ...]:
    return (
        Note(
            "1", (paragraph("Первая сноска, с курсивом.", ("курсивом", "emphasis", "")), paragraph("Её второй абзац."))
        ),
        Note("2", (paragraph("Вторая сноска зовёт третью.", ("третью", "note", "3")),)),
        Note("3", (ListBlock(((paragraph("Сноска-список."),),)),)),
    )


def ukrainian_work() -> Work:
    metadata = Metadata(
        title=Text("Вірші та речі"), authors=(Person(Text("Леся Складальниця")),), date="1901", language="uk"
    )
    verse = Verse(
        (
            (Line(Text("Рядок перший, доволі довгий, щоб на вузькому екрані перейти далі,")), Line(Text("другий"), 1)),
            (Line(Text("третій")), Line(marked("четвертий", ("четвертий", "note", "1")), 2)),
        ),
        Text("Л. С."),
    )
    blocks: tuple[Block, ...] = (
        Heading(Text("Вступ"), 1, "intro"),
        paragraph("Український текст з літерами ґ, ї, є; казахське слово: Қазақстан.", ("Қазақстан", "language", "kk")),
        verse,
        paragraph("Назад: перше.", ("перше", "link", "bukvy.md#intro")),
    )
    notes = (Note("1", (paragraph("Примітка з тим самим іменем."),)),)
    return Work(metadata, blocks, notes, Source("essays/rechi.md", ""))


def sample_pictures(folder: Path) -> dict[tuple[str, str], Resource]:
    """A small PNG, written to `folder`, for the picture of the first work."""
    data = png(120, 40)
    path = folder / "line.png"
    path.write_bytes(data)
    digest = sha256(data).hexdigest()
    return {("w1", PICTURE): Resource(f"{SCHEME}:///images/{digest[:16]}.png", str(path), digest, "image/png")}


def png(width: int, height: int) -> bytes:
    """A black rule on white, 8-bit grey."""
    row = b"\x00" + b"\xff" * width
    rule = b"\x00" + b"\x00" * width
    rows = row * (height // 2 - 2) + rule * 4 + row * (height - height // 2 - 2)

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


def screen_layout(reflow_families: tuple[str, ...] = ("Pub Literata",)) -> Layout:
    """A layout with the base styles for screens; its pages are of no account."""
    base = ROOT / "layouts" / "base"
    return Layout(
        name="screen",
        title={"ru": "экран", "en": "screen"},
        trim=Trim(100, 100),
        bleed=0,
        margins=Margins(1, 1, 1, 1),
        mirrored=False,
        sheet=None,
        head=0,
        foot=0,
        work_start="page",
        contents="none",
        families=(),
        text_family="Pub Literata",
        typesetting=Typesetting(10, 12),
        furniture=(),
        options={},
        templates={},
        page_css="",
        reflow_css=(base / "reflow.css").read_text(encoding="utf-8"),
        reflow_families=reflow_families,
        digest="",
        folder=str(base),
        proof_css=(base / "proof.css").read_text(encoding="utf-8") if (base / "proof.css").is_file() else "",
    )
