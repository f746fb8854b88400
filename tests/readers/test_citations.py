from __future__ import annotations

import pytest

from publisher.model.citation import Citation
from publisher.model.errors import SourceError
from publisher.readers import parse_sidecar, read

SAID = Citation(
    authors=("А. П. Чехов",), title="Рассказы", city="Москва", publisher="Наука", year="1977", volume="7", pages="5–12"
)

YAML = """---
title: Студент
lang: ru
source:
  author: А. П. Чехов
  title: Рассказы
  city: Москва
  publisher: Наука
  year: 1977
  volume: 7
  pages: 5–12
---

Текст.
"""
TOML = """+++
title = "Студент"
lang = "ru"
[source]
authors = ["А. П. Чехов"]
title = "Рассказы"
city = "Москва"
publisher = "Наука"
year = 1977
volume = 7
pages = "5–12"
+++

Текст.
"""


@pytest.mark.parametrize("front_matter", [YAML, TOML])
def test_a_source_may_be_said_in_pieces(front_matter: str) -> None:
    found = read("a.md", front_matter.encode())
    assert found.value.metadata.citation == SAID
    assert found.value.metadata.source == ""
    assert found.findings == ()


def test_sidecars_and_the_config_say_it_too() -> None:
    sidecar = parse_sidecar("a.toml", b'[source]\ntitle = "\xd0\x90"\nyear = 1977\nwhat = 1\n')
    found = read("a.md", "---\ntitle: Т\nsource: Книга\n---\n\nТекст.\n".encode(), sidecar=sidecar)
    assert found.value.metadata.citation == Citation(title="А", year="1977")
    assert found.value.metadata.source == ""
    assert [(f.code, f.params["key"]) for f in found.findings] == [("S204", "source.what")]
    again = read("a.md", YAML.encode(), overrides={"source": "Просто книга"}).value.metadata
    assert (again.source, again.citation) == ("Просто книга", None)


def test_pieces_that_mean_nothing_are_told() -> None:
    found = read("a.md", YAML.replace("volume", "tome").encode())
    assert [(f.code, f.params["key"]) for f in found.findings] == [("S204", "source.tome")]


@pytest.mark.parametrize("wrong", ["source:\n  title: {a: b}", "source:\n  - {a: b}", "title:\n  a: b"])
def test_tables_in_tables_are_refused(wrong: str) -> None:
    with pytest.raises(SourceError) as caught:
        read("a.md", f"---\n{wrong}\n---\n\nТекст.\n".encode())
    assert caught.value.code == "S108"
