"""A rendered fragment → what can be linked: everything that doesn't depend on page numbers, done once a fragment."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from io import BytesIO

import pikepdf
from pikepdf import Array, Dictionary, Name

from publisher.binding.face_finder import find_face
from publisher.binding.objects import ORDER, Draft, Key, Objects, Symbol
from publisher.binding.relocatable import Annotation, PreparedPage, Relocatable, Resources, slots
from publisher.binding.tags import Tags
from publisher.model.composition import CROSS_REFERENCE, Resource
from publisher.model.errors import BuildError


def prepare(pdf: bytes, name: str, language: str, resources: Sequence[Resource]) -> Relocatable:
    """Make a fragment ready for linking.

    Args:
        pdf: as WeasyPrint wrote it.
        name: of the fragment, in front of the identifiers of its structure elements.
        language: BCP 47 tag.
        resources: the font files that may be embedded in it; other resources don't matter.

    Raises:
        BuildError: B110, it names a face that is not among them.
    """
    with pikepdf.open(BytesIO(pdf)) as source:
        return _Preparation(source, resources).result(name, language)


class _Preparation:
    """Gives a symbol to everything that is reached from the pages of a document."""

    def __init__(self, source: pikepdf.Pdf, files: Sequence[Resource]) -> None:
        self.source = source
        self.files = files
        self.pages = [page.obj for page in source.pages]
        self.links = [[*page.get(Name.Annots, Array())] for page in self.pages]
        symbols: dict[Key, Symbol] = {page.objgen: ("page", number) for number, page in enumerate(self.pages)}
        every = (link for links in self.links for link in links)
        symbols |= {link.objgen: ("annotation", number) for number, link in enumerate(every)}
        self.objects = Objects(source, symbols, self._face)
        self.faces: dict[str, dict[int, str]] = {}
        self.resources: dict[bytes, int] = {}
        self.drawn_with: list[tuple[Draft, dict[str, Symbol], dict[str, Symbol]]] = []

    def result(self, name: str, language: str) -> Relocatable:
        tags = Tags(self.source, self.objects, name, language)
        tags.draft()
        links = [_annotation(self.objects, link) for links in self.links for link in links]
        pages = [
            ([self.objects.own_stream(stream) for stream in _streams(page)], self._resources(page))
            for page in self.pages
        ]
        bases = self._bases(len(links), len(tags.kept), tags.keys)
        return Relocatable(
            tuple(
                _page(page, [bases[kind] + index for kind, index in contents], resources, len(annotations))
                for page, annotations, (contents, resources) in zip(self.pages, self.links, pages, strict=True)
            ),
            tuple(
                Resources(others.template(bases), _slots(fonts, bases), _slots(patterns, bases))
                for others, fonts, patterns in self.drawn_with
            ),
            tuple(Annotation(draft.template(bases), rect, quads, target) for draft, rect, quads, target in links),
            tags.tree(bases),
            tuple(kept.item(bases) for kept in self.objects.streams),
            tuple(kept.item(bases) for kept in self.objects.shared),
            self.faces,
        )

    def _bases(self, annotations: int, elements: int, keys: int) -> dict[str, int]:
        """The first slot of each kind."""
        counts = {
            "page": len(self.pages),
            "annotation": annotations,
            "element": elements,
            "stream": len(self.objects.streams),
            "shared": len(self.objects.shared),
            "face": len(self.faces),
            "document": 1,
            "key": keys,
        }
        return {kind: sum(counts[before] for before in ORDER[:index]) for index, kind in enumerate(ORDER)}

    def _face(self, found: pikepdf.Object) -> Symbol | None:
        """The symbol of an embedded font that is one of our faces: its glyphs in use are noted."""
        if not isinstance(found, Dictionary) or found.get(Name.Type) != Name.Font:
            return None
        if (known := find_face(found, self.files)) is None:
            return None
        if known[0] not in {file.digest for file in self.files}:
            raise BuildError("B110", {"file": str(found.get(Name.BaseFont, "")).partition("+")[2]})
        digest, glyphs = known
        self.faces[digest] = glyphs | self.faces.get(digest, {})
        return "face", list(self.faces).index(digest)

    def _resources(self, page: pikepdf.Object) -> int:
        """Index of what a page draws with: WeasyPrint has one dictionary for all pages of a document."""
        found = page.get(Name.Resources, Dictionary())
        key = found.unparse()
        if key not in self.resources:
            self.resources[key] = len(self.resources)
            patterns = {_written(key): self.objects.pattern(p) for key, p in found.get(Name.Pattern, {}).items()}
            fonts = {_written(key): self.objects.symbol(font) for key, font in found.get(Name.Font, {}).items()}
            self.drawn_with.append((self.objects.entries(found.items(), "/Font", "/Pattern"), fonts, patterns))
        return self.resources[key]


def _written(name: str) -> str:
    """A name as it stands in a file."""
    return Name(name).unparse().decode("ascii")


def _streams(page: pikepdf.Object) -> list[pikepdf.Object]:
    content = page.get(Name.Contents, Array())
    return list(content) if isinstance(content, Array) else [content]


def _page(page: pikepdf.Object, contents: Iterable[int], resources: int, annotations: int) -> PreparedPage:
    media, bleed = (_floats(page, key) for key in (Name.MediaBox, Name.BleedBox))
    return PreparedPage(media, bleed, slots(contents), resources, int(page.get(Name.StructParents, -1)), annotations)


def _slots(symbols: Mapping[str, Symbol], bases: Mapping[str, int]) -> dict[str, int]:
    return {name: bases[kind] + index for name, (kind, index) in symbols.items()}


def _annotation(objects: Objects, link: pikepdf.Object) -> tuple[Draft, tuple[float, ...], tuple[float, ...], str]:
    """What stays the same wherever the page comes to stand, the places on the page, the target in the book."""
    target = _target(link)
    left_out = ["/Rect", "/QuadPoints", "/StructParent", *(["/A", "/Contents", "/Dest"] if target else [])]
    draft = objects.entries(link.items(), *left_out)
    if Name.StructParent in link:
        draft.add(b"/StructParent %7d", ("key", int(link.StructParent)))
    return draft, _floats(link, Name.Rect), _floats(link, Name.QuadPoints), target


def _floats(found: pikepdf.Object, key: pikepdf.Name) -> tuple[float, ...]:
    return tuple(float(value) for value in found.get(key, ()))


def _target(link: pikepdf.Object) -> str:
    """The anchor an annotation leads to, or nothing when it leads out of the book."""
    if Name.Dest in link:
        return str(link.Dest)
    address = str(link.get(Name.A, Dictionary()).get(Name.URI, ""))
    return address.removeprefix(CROSS_REFERENCE) if address.startswith(CROSS_REFERENCE) else ""
