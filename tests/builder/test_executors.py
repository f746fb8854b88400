"""Renderers that die, fill the memory or never end. What they do is patched in before they are forked."""

from __future__ import annotations

import multiprocessing
import os
import signal
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from publisher.builder import executors
from publisher.builder.executors import Renderers
from publisher.data import folder
from publisher.model.composition import Fragment, FragmentFacts, RenderedFragment
from publisher.model.errors import BuildError
from publisher.writers import pdf

FRAGMENTS = [Fragment(f"w{n}", "work", "<p>" * n, "ru") for n in range(1, 5)]


@pytest.fixture
def renderers(tmp_path: Path) -> Iterator[Renderers]:
    found = Renderers(2, [str(folder("fonts"))], tmp_path / "scratch")
    yield found
    found.close(at_once=True)


def quick(fragment: Fragment, *_: object) -> RenderedFragment:
    return RenderedFragment(fragment, b"pdf", FragmentFacts(1, (), {}))


def dies(fragment: Fragment, *_: object) -> RenderedFragment:
    os.kill(os.getpid(), signal.SIGKILL)
    return quick(fragment)


def fills_the_memory(fragment: Fragment, *_: object) -> RenderedFragment:
    return RenderedFragment(fragment, b"x" * (8 << 30), FragmentFacts(1, (), {}))


def never_ends(fragment: Fragment, *_: object) -> RenderedFragment:
    time.sleep(600)
    return quick(fragment)


def gives_up(fragment: Fragment, *_: object) -> RenderedFragment:
    raise BuildError("B101", {"fragment": fragment.id, "reason": ""})


@pytest.mark.parametrize(
    ("deed", "seconds", "code"),
    [(dies, 60.0, "B104"), (fills_the_memory, 60.0, "B104"), (never_ends, 0.2, "B106"), (gives_up, 60.0, "B101")],
)
def test_a_failure_has_a_code_and_the_renderers_start_anew(renderers, monkeypatch, deed, seconds, code) -> None:
    monkeypatch.setattr(executors, "SECONDS", seconds)
    monkeypatch.setattr(pdf, "render_fragment", deed)
    with pytest.raises(BuildError) as caught:
        list(renderers.render(FRAGMENTS, "", ()))
    assert caught.value.code == code
    assert multiprocessing.active_children() == []
    monkeypatch.setattr(executors, "SECONDS", 60.0)
    monkeypatch.setattr(pdf, "render_fragment", quick)
    assert dict(renderers.render(FRAGMENTS, "", ())) == {n: quick(f) for n, f in enumerate(FRAGMENTS)}


def test_a_folder_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    (tmp_path / "scratch").touch()
    with pytest.raises(BuildError) as caught:
        list(Renderers(1, [str(folder("fonts"))], tmp_path / "scratch").render(FRAGMENTS, "", ()))
    assert caught.value.code == "B105"


def test_ctrl_c_is_the_parents_business(renderers, monkeypatch) -> None:
    monkeypatch.setattr(pdf, "render_fragment", quick)
    list(renderers.render(FRAGMENTS, "", ()))
    for child in multiprocessing.active_children():
        assert child.pid
        os.kill(child.pid, signal.SIGINT)
    assert len(list(renderers.render(FRAGMENTS, "", ()))) == len(FRAGMENTS)


def leaves_fonts_behind(fragment: Fragment, *_: object) -> RenderedFragment:
    (Path(tempfile.mkdtemp()) / "font.ttf").touch()
    return quick(fragment)


@pytest.mark.parametrize("at_once", [True, False])
def test_what_renderers_leave_behind_goes_with_them(renderers, tmp_path: Path, monkeypatch, at_once: bool) -> None:
    monkeypatch.setattr(pdf, "render_fragment", leaves_fonts_behind)
    list(renderers.render(FRAGMENTS, "", ()))
    assert [*tmp_path.rglob("font.ttf")]
    renderers.close(at_once=at_once)
    assert not [*tmp_path.rglob("font.ttf")]
