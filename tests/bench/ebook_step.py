"""From works in the store to the bytes of a finished e-book: `ebook_step.py FOLDER` prints seconds of the processor.

A script of its own: what the benchmark itself imports is not to be counted as memory of the step.
"""

from __future__ import annotations

import sys
import time
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from publisher.model.edition import Book, Entry

ROOT = Path(__file__).resolve().parents[2]


def put(book: Book, folder: Path) -> None:
    """Store a book as a build does: what is known of each work from outside, and the works themselves."""
    from publisher.builder.codec import encoded
    from publisher.builder.store import Store, digest
    from publisher.model.work import Work

    store = Store(folder / "works")
    for entry in book.entries:
        store.put(digest([entry.id]), encoded(entry.work.replace(summary=None)))
    cards = (replace(e, work=Work(e.work.metadata, (), summary=e.work.summary)) for e in book.entries)
    store.put(digest([]), encoded(replace(book, entries=tuple(cards))))


def stored_book(folder: Path) -> Book:
    """The book; its works are still in the store."""
    from publisher.builder.store import Store, digest
    from publisher.builder.stored import stored_work, value

    store = Store(folder / "works")
    book: Book = value(store, digest([]))

    def closed(entry: Entry) -> Entry:
        work, key = entry.work, digest([entry.id])
        assert work.summary
        return replace(entry, work=stored_work(key, work.metadata, work.summary, partial(value, store, key)))

    return replace(book, entries=tuple(map(closed, book.entries)))


def main(folder: Path) -> None:
    from publisher.composition.faces import load_families
    from publisher.composition.layouts import load_layout
    from publisher.pipeline import make_epub

    began = time.process_time()
    book = stored_book(folder)
    layout = load_layout(book.edition.layout, [ROOT / "layouts"], {})
    made = make_epub(book, layout, load_families([ROOT / "fonts"]), {}, None)
    print(time.process_time() - began)
    (folder / "step.epub").write_bytes(made.value.data)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
