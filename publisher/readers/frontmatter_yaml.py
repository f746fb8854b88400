"""YAML front matter, read from its nodes: nothing is constructed, and every value keeps its place."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from publisher.model.errors import SourceError
from publisher.model.source import Source
from publisher.model.text import Text
from publisher.readers.frontmatter_keys import FIELDS, LISTS, TABLES, Value
from publisher.readers.strand import UNPARSEABLE, text_of

if TYPE_CHECKING:
    import yaml


_MAX_DEPTH = 12
_MAX_EVENTS = 5_000


def yaml_values(source: Source, start: int, end: int) -> dict[str, Value]:
    """The keys of the mapping at `start:end` of the source.

    Raises:
        SourceError: no YAML (S107), no mapping or a wrong type (S108), aliases, too deep or too much (S110).
    """
    import yaml

    chars = UNPARSEABLE.sub("\ufffd", source.chars[start:end]).replace("\x85", "\ufffd").replace("\ufffe", "\ufffd")
    try:
        _check_bounds(source, start, chars)
        root = yaml.compose(chars, Loader=yaml.SafeLoader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        at = start + mark.index if mark else start
        raise SourceError("S107", {"reason": error.problem or str(error)}, source.place(min(at, end))) from None
    except yaml.YAMLError as error:
        at = start + int(getattr(error, "position", 0) or 0)
        raise SourceError("S107", {"reason": str(error).splitlines()[0]}, source.place(min(at, end))) from None
    if root is None:
        return {}
    if not isinstance(root, yaml.MappingNode):
        raise SourceError("S107", {"reason": "key: value"}, source.place(start))
    return dict(_entries(source, start, root))


def _check_bounds(source: Source, start: int, chars: str) -> None:
    """Front matter is a flat list of statements; anything built to exhaust a parser is refused before composing."""
    import yaml

    depth = 0
    for number, event in enumerate(yaml.parse(chars, Loader=yaml.SafeLoader)):
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        if depth > _MAX_DEPTH or number > _MAX_EVENTS or isinstance(event, yaml.AliasEvent):
            raise SourceError("S110", {}, source.place(start + (event.start_mark.index if event.start_mark else 0)))


def _entries(source: Source, start: int, root: yaml.MappingNode) -> Iterator[tuple[str, Value]]:
    import yaml

    for key, node in root.value:
        if not isinstance(key, yaml.ScalarNode):
            raise SourceError("S107", {"reason": "key: value"}, source.place(start + key.start_mark.index))
        field = FIELDS.get(key.value.strip().lower())
        place = start + node.start_mark.index
        if field is None:
            yield key.value, Value((), start + key.start_mark.index, is_list=False)
        elif isinstance(node, yaml.ScalarNode):
            texts = (_text(source, start, node),) if node.tag != "tag:yaml.org,2002:null" else ()
            yield key.value, Value(_split(texts) if field in ("tags", "genres") else texts, place, is_list=False)
        elif isinstance(node, yaml.SequenceNode) and all(isinstance(item, yaml.ScalarNode) for item in node.value):
            yield key.value, Value(tuple(_text(source, start, item) for item in node.value), place, is_list=True)
        elif isinstance(node, yaml.MappingNode) and field in TABLES:
            yield key.value, Value((), place, is_list=False, table=dict(_table(source, start, key.value, node)))
        else:
            expected = "list" if field in LISTS else "text"
            raise SourceError("S108", {"key": key.value, "expected": expected}, source.place(place))


def _table(source: Source, start: int, name: str, root: yaml.MappingNode) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The pieces of a field: words, or lists of words."""
    import yaml

    for key, node in root.value:
        items = node.value if isinstance(node, yaml.SequenceNode) else [node]
        if not isinstance(key, yaml.ScalarNode) or not all(isinstance(item, yaml.ScalarNode) for item in items):
            place = source.place(start + node.start_mark.index)
            raise SourceError("S108", {"key": name, "expected": "key: text"}, place)
        yield key.value, tuple(" ".join(item.value.split()) for item in items if item.value.strip())


def _text(source: Source, start: int, node: yaml.ScalarNode) -> Text:
    """The value; with origin when it stands in the source as it is (plain or quoted, on one line)."""
    a, b = start + node.start_mark.index, start + node.end_mark.index
    if node.style in ("'", '"'):
        a, b = a + 1, b - 1
    written = source.chars[a:b]
    if UNPARSEABLE.sub("\ufffd", written) == node.value and "\n" not in written:
        return text_of(source.chars, a, b)
    return Text(" ".join(node.value.split()) if node.style != "|" else node.value.strip("\n"))


def _split(texts: tuple[Text, ...]) -> tuple[Text, ...]:
    return tuple(Text(tag.strip()) for text in texts for tag in text.chars.split(",") if tag.strip())
