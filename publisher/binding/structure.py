"""Structure trees (tagged PDF) of the fragments → one tree of the book. A plain merge of pages would lose them."""

from __future__ import annotations

from collections.abc import Sequence

import pikepdf
from pikepdf import Array, Dictionary, Name


class Structure:
    """Collects the trees while pages are appended. Keys of the parent tree are handed out anew."""

    def __init__(self, pdf: pikepdf.Pdf) -> None:
        self.pdf = pdf
        self.root = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
        self.document = pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name.Document, P=self.root, K=Array()))
        self.numbers = Array()
        self.next_key = 0

    def add(self, source: pikepdf.Pdf, pages: Sequence[pikepdf.Page], language: str) -> None:
        """Take over the tree of `source`, whose pages now are `pages` of this document, in the same order,
        and whose language is the BCP 47 tag `language`.

        Structure elements point to their pages: `pages` must have been copied into this document before.
        """
        old_root = source.Root.get(Name.StructTreeRoot)
        if old_root is None:
            return
        copied = self.pdf.copy_foreign(source.make_indirect(old_root))
        offset = self.next_key
        for page in pages:
            self._renumber(page.obj, Name.StructParents, offset)
            for annotation in page.obj.get(Name.Annots, []):
                self._renumber(annotation, Name.StructParent, offset)
        numbers = copied.ParentTree.Nums
        for index in range(0, len(numbers), 2):
            self.numbers.append(int(numbers[index]) + offset)
            self.numbers.append(numbers[index + 1])
            self.next_key = max(self.next_key, int(numbers[index]) + offset + 1)
        for child in self._children(copied):
            child.P = self.document
            if child.get(Name.S) == Name.Document:
                child.S = Name.Part
            child.Lang = pikepdf.String(language)
            self.document.K.append(child)

    @staticmethod
    def _renumber(obj: pikepdf.Object, key: Name, offset: int) -> None:
        if key in obj:
            obj[key] = int(obj[key]) + offset

    @staticmethod
    def _children(root: pikepdf.Object) -> list[pikepdf.Object]:
        kids = root.K
        return list(kids) if isinstance(kids, Array) else [kids]

    def finish(self) -> None:
        """Write the collected tree into the document."""
        self.root.K = Array([self.document])
        self.root.ParentTree = self.pdf.make_indirect(Dictionary(Nums=self.numbers))
        self.root.ParentTreeNextKey = self.next_key
        self.pdf.Root.StructTreeRoot = self.root
        self.pdf.Root.MarkInfo = Dictionary(Marked=True)
