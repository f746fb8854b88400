"""The language of a project is that of its texts, unless they state or show their own."""

from __future__ import annotations

from pathlib import Path

import pytest

from publisher.builder.project import find_project
from publisher.builder.works import load_work, settings_of


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ('He said "hi" and left.', "en"),
        ('---\nlang: ru\n---\n\nОн сказал "да".', "ru"),
        ("Қазақ әліпбиінде қырық екі әріп бар, оның тоғызы ғана бізге тән: ә, ғ, қ, ң, ө, ұ, ү, һ, і.", "kk"),
    ],
)
def test_the_project_speaks_for_texts_that_do_not(tmp_path: Path, text: str, language: str) -> None:
    (tmp_path / "publisher.toml").write_text('[project]\nlanguage = "en"\n', encoding="utf-8")
    source = tmp_path / "a.md"
    source.write_text(text, encoding="utf-8")
    project = find_project(tmp_path)
    work = load_work(project, source, settings_of(project)).value
    assert work.metadata.language == language
