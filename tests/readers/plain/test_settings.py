"""The table `[text]` of a sidecar: what is wrong in it is said with its line."""

from __future__ import annotations

import pytest

from publisher.model.errors import SourceError
from publisher.readers import parse_sidecar, read

TEXT = "Глава I\n\nТекст.\n"


@pytest.mark.parametrize(
    ("toml", "code", "line", "words"),
    [
        ('title = "x"\n[text]\nlines = "broken"\n', "S114", 3, "auto | paragraph | wrapped | blank"),
        ("[text]\nverse = 1\n", "S114", 2, "auto | true | false"),
        ('[text]\n\n  notes = ["[1]", "(a)"]\n', "S114", 3, "{…}"),
        ('[text]\nheadings = ["(", "x"]\n', "S114", 2, "("),
        ("[text]\nheadings = []\n", "S114", 2, "none"),
        ('[text]\nline = "auto"\n', "S115", 2, "lines"),
        ('title = "x"\ntext.verses = true\n', "S115", 2, "verse"),
        ('title = "x"\ntext = { pages = "drop" }\n', "S114", 2, "keep"),
        ('lang = "ru"\ntext = "wrapped"\n', "S114", 2, "[text]"),
    ],
)
def test_mistakes_have_lines(toml: str, code: str, line: int, words: str) -> None:
    with pytest.raises(SourceError) as caught:
        parse_sidecar("a.toml", toml.encode())
    assert (caught.value.code, caught.value.place and caught.value.place.line) == (code, line)
    assert words in str(caught.value.params["known"])


def test_statements_are_known_and_told() -> None:
    outcome = read("a.txt", TEXT.encode(), sidecar={"text": {"headings": "none", "lines": "paragraph"}})
    structure = outcome.value.structure
    assert structure is not None
    origins = {decision.about: decision.origin for decision in structure.decisions}
    assert (origins["headings"], origins["lines"], origins["notes"]) == ("sidecar", "sidecar", "text")
    assert "S204" not in {finding.code for finding in outcome.findings}


def test_config_beats_sidecar() -> None:
    work = read(
        "a.txt", TEXT.encode(), sidecar={"text": {"lines": "blank"}}, overrides={"text": {"lines": "wrapped"}}
    ).value
    assert work.structure is not None
    lines = work.structure.decision("lines")
    assert lines is not None
    assert (lines.choice, lines.origin) == ("wrapped-indented", "config")


def test_other_formats_take_no_notice() -> None:
    assert read("a.md", b"# x\n\ntext", sidecar={"text": {"lines": "blank"}}).value.structure is None
