"""What a writer has to know of the documents of an e-book when they are packed and gone."""

from __future__ import annotations

import re
import sys
from string import printable

_COMMON = (printable + "абвгдеёжзийклмнопрстуфхцчшщъыьэюяАБВГДЕЁЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯ").encode("cp1251")
_PICTURE = re.compile(r"<img [^>]*>")


class Shown:
    """Characters and pictures of the documents that were shown to it, one after the other."""

    def __init__(self) -> None:
        self.chars: set[str] = set()
        self.pictures = False
        self.undescribed = False
        """Some picture has no words for those who can't see it."""
        self._missed = _COMMON

    def look(self, xhtml: str) -> None:
        """A well-formed document."""
        self._look_for_characters(xhtml)
        if "<img " in xhtml:
            self.pictures = True
            self.undescribed = self.undescribed or any('alt=""' in picture for picture in _PICTURE.findall(xhtml))

    def _look_for_characters(self, xhtml: str) -> None:
        """In one byte each, nearly all of a Russian book can be looked through by C: many times as fast as letter by
        letter. Common ones are asked for until they were met once, of the others those that are there are told; what
        the code page lacks comes as a reference.
        """
        data = self._without_references(xhtml.encode("cp1251", "xmlcharrefreplace"))
        found = bytes(byte for byte in self._missed if byte in data)
        self._missed = self._missed.translate(None, found)
        rare = bytes({*data.translate(None, _COMMON)})
        self.chars.update(found.decode("cp1251"), rare.decode("cp1251"))

    def _without_references(self, data: bytes) -> bytes:
        """What they stand for is noted."""
        first, *pieces = data.split(b"&#")
        kept = [first]
        numbers: set[bytes] = set()
        for piece in pieces:
            number, _, behind = piece.partition(b";")
            if number.isdigit():
                numbers.add(number)
                kept.append(behind)
            else:
                kept += (b"&#", piece)
        points = map(int, numbers)
        self.chars.update(chr(point) for point in points if point <= sys.maxunicode)
        return b"".join(kept)
