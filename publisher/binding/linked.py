"""Objects of the fragments as objects of the book: what each slot stands for, what several fragments share."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Mapping, Sequence
from itertools import accumulate

from publisher.binding.pdf_file import PdfFile, numbers
from publisher.binding.relocatable import Item, Relocatable
from publisher.model.fields import filled


class Pool:
    """Objects that look the same are written once, whatever fragment they come from."""

    def __init__(self, file: PdfFile) -> None:
        self.file = file
        self.known: dict[tuple[bytes, str], int] = {}

    def add(self, body: bytes) -> int:
        """A plain object."""
        return self._once(body, "", lambda: self.file.add(body))

    def add_stream(self, dictionary: bytes, data: bytes, digest: str) -> int:
        """A stream whose data have this digest."""
        return self._once(dictionary, digest, lambda: self.file.add_stream(dictionary, data))

    def _once(self, body: bytes, digest: str, write: Callable[[], int]) -> int:
        key = body, digest
        if key not in self.known:
            self.known[key] = write()
        return self.known[key]


class LinkedFragment:
    """A fragment whose objects have numbers.

    Args:
        faces: number of the font object of each face of the fragment.
        document: number of the element that holds the structure of the book.
        first_key: what its keys in the parent tree count from.
        fields: the numbers that come into its fields.
    """

    def __init__(
        self,
        file: PdfFile,
        part: Relocatable,
        faces: Sequence[int],
        document: int,
        first_key: int,
        fields: Sequence[int] = (),
    ) -> None:
        self.file = file
        self.fields = fields
        self.part = part
        self.first_key = first_key
        first = file.reserve(part.own)
        self.pages = range(first, first + len(part.pages))
        self.annotations = range(self.pages.stop, self.pages.stop + len(part.annotations))
        self.elements = range(self.annotations.stop, self.annotations.stop + len(part.tree.starts))
        self._shared = part.own
        self._first_links = [0, *accumulate(page.annotations for page in part.pages)]
        keys = range(first_key, first_key + part.tree.keys)
        self.table = [*range(first, first + part.own), *([0] * len(part.shared)), *faces, document, *keys]

    def write_shared(self, pool: Pool) -> None:
        """What looks the same in other fragments; what an object leads to comes before it."""
        for index, item in enumerate(self.part.shared):
            self.table[self._shared + index] = _write_shared(pool, item, item.template.filled(self.table), 0.0)

    def write_streams(self) -> None:
        """The content of the pages, as it is, or with its fields filled."""
        for number, item in enumerate(self.part.streams, self.elements.stop):
            data = item.data or b""
            if self.fields:
                data = zlib.compress(filled(zlib.decompress(data), self.fields))
            self.file.add_stream(item.template.filled(self.table), data, number)

    def contents(self, page: int) -> list[int]:
        """The streams of a page."""
        return [self.table[slot] for slot in self.part.pages[page].contents]

    def annotations_of(self, page: int) -> range:
        """Indices of the annotations of a page."""
        return range(self._first_links[page], self._first_links[page + 1])

    def write_tree(self) -> bytes:
        """The elements of the structure tree.

        Returns:
            A leaf of the parent tree, or nothing when it has no keys.
        """
        tree = self.part.tree
        if not tree.parents:
            return b""
        self.file.add_row(self.elements.start, tree.elements.filled(self.table), tree.starts)
        rows = [b"%d%s" % (self.first_key + key, self._holders(runs)) for key, runs in tree.parents]
        last = self.first_key + tree.keys - 1
        return b"<</Limits[%d %d]/Nums[%s]>>" % (self.first_key, last, b" ".join(rows))

    def _holders(self, runs: Sequence[int]) -> bytes:
        """The element that holds an annotation, or those that hold the marked contents of a page."""
        if len(runs) == 1:
            return b" %d 0 R" % self.table[runs[0]]
        parts = [b"%d 0 R " % self.table[slot] * count for slot, count in zip(runs[::2], runs[1::2], strict=True)]
        return b"[%s]" % b"".join(parts)

    def resources(self, index: int, shift: float, others: bytes, pool: Pool) -> int:
        """The resources of pages that are moved sideways by `shift` pt; `others`: more fonts."""
        found = self.part.resources[index]
        fonts = _named({name: self.table[slot] for name, slot in found.fonts.items()})
        patterns = {name: self._moved(slot, shift, pool) for name, slot in found.patterns.items()}
        return pool.add(
            b"<<%s/Font<<%s%s>>%s>>"
            % (
                found.others.filled(self.table),
                fonts,
                others,
                b"/Pattern<<%s>>" % _named(patterns) if patterns else b"",
            )
        )

    def _moved(self, slot: int, shift: float, pool: Pool) -> int:
        """A pattern that moves with its page: it is laid out from the corner of the page, whatever `cm` says."""
        item = self.part.shared[slot - self._shared]
        return _write_shared(pool, item, item.template.filled(self.table), shift) if shift else self.table[slot]

    def write_annotation(self, index: int, shift: float, target: bytes) -> None:
        """An annotation of a page that is moved sideways by `shift` pt; `target`: entries that lead into the book."""
        found = self.part.annotations[index]
        body = [found.template.filled(self.table)]
        for key, values in ((b"/Rect", found.rect), (b"/QuadPoints", found.quads)):
            if values:
                body.append(key + numbers([v + (shift if i % 2 == 0 else 0.0) for i, v in enumerate(values)]))
        body.append(target)
        self.file.add(b"<<%s>>" % b"".join(body), self.annotations[index])


def _write_shared(pool: Pool, item: Item, body: bytes, shift: float) -> int:
    if item.matrix:
        *same, x, y = item.matrix
        body += b"/Matrix" + numbers([*same, x + shift, y], 6)
    if item.data is not None:
        return pool.add_stream(body, item.data, item.digest)
    return pool.add(b"<<%s>>" % body if item.matrix else body)


def _named(objects: Mapping[str, int]) -> bytes:
    return b"".join([b"%s %d 0 R" % (name.encode(), number) for name, number in objects.items()])
