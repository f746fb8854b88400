"""`.pre-commit-hooks.yaml`: the hooks run as they are written there, on all texts that can be read."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

from publisher.builder.project import TEXT_SUFFIXES
from publisher.readers import READERS

HOOKS = yaml.safe_load((Path(__file__).parents[2] / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
TEXT = '---\ntitle: Проба\nauthor: Автор\ndate: 2024\nlang: ru\n---\n\nОн сказал: "Да" - и ушёл...\n'


def test_there_are_two() -> None:
    assert [hook["id"] for hook in HOOKS] == ["publisher-fix", "publisher-check"]


@pytest.mark.parametrize("hook", HOOKS, ids=lambda hook: hook["id"])
def test_a_hook_gets_all_texts(hook: dict[str, str]) -> None:
    suffixes = {suffix for reader in READERS.values() for suffix in reader.suffixes}
    assert suffixes == set(TEXT_SUFFIXES)
    fixable = {suffix for reader in READERS.values() if not reader.packed for suffix in reader.suffixes}
    assert {suffix for suffix in suffixes if re.search(hook["files"], f"a/b{suffix}")} == fixable
    assert not re.search(hook["files"], "a.md.py")


def test_hooks_do_what_they_say(publisher, write) -> None:
    root = write({"a.md": TEXT, "b.txt": ""})
    fix, check = (hook["entry"].split()[1:] for hook in HOOKS)
    assert publisher(*check, "a.md").code == 1
    assert publisher(*fix, "a.md", "b.txt").code == 0
    assert "«Да»" in (root / "a.md").read_text(encoding="utf-8")
    assert publisher(*check, "a.md").code == 0
