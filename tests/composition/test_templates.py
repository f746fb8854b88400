"""Templates come from strangers: no way to Python, to files, or to eternity."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sample_book import screen_layout

from publisher.composition.templates import html, render
from publisher.model.errors import ConfigError


def filled(source: str, **others: str) -> str:
    templates = {"t.html": source} | {f"{name}.html": text for name, text in others.items()}
    context = {"title": "<b>", "body": html("<i>да</i>"), "numbers": [1, 2, 3]}
    return render(replace(screen_layout(), templates=templates), "t.html", "ru", context)


def failure(source: str, **others: str) -> ConfigError:
    with pytest.raises(ConfigError) as caught:
        filled(source, **others)
    return caught.value


def test_values_are_escaped_and_finished_html_is_not() -> None:
    assert filled("{{ title }}{{ body }}") == "&lt;b&gt;<i>да</i>"


def test_terms_and_options_are_at_hand() -> None:
    assert filled("{{ terms.contents }}{{ options }}") == "Содержание{}"


@pytest.mark.parametrize(
    "source",
    [
        "{{ title.__class__ }}",
        "{{ ''.__class__.__mro__[1].__subclasses__() }}",
        "{{ body.__init__.__globals__ }}",
        "{{ self.__init__.__globals__ }}",
        "{{ render.__globals__ }}",
        "{{ ''|attr('__class__') }}",
        "{{ '{0.__class__}'.format(title) }}",
        "{{ cycler.__init__.__globals__ }}",
        "{{ range.__self__.overlay() }}",
        "{% do numbers.append(1) %}",
        "{{ numbers.append(1) }}",
    ],
)
def test_no_way_to_python(source: str) -> None:
    try:
        shown = filled(source)
    except ConfigError as error:
        assert error.code == "C130"
    else:
        assert shown == ""


@pytest.mark.parametrize(
    "source", ["{% include '/etc/passwd' %}", "{% include '../base/work.html' %}", "{% import 'os' as os %}"]
)
def test_no_way_to_files(source: str) -> None:
    assert failure(source).code == "C130"


@pytest.mark.parametrize(
    "source",
    [
        "{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}",
        "{% for a in 'ab' * 1000 %}{% for b in 'ab' * 1000 %}{% endfor %}{% endfor %}",
        "{% macro a() %}{{ a() }}{% endmacro %}{{ a() }}",
        "{% macro a(n) %}{% if n %}{{ a(n - 1) }}{{ a(n - 1) }}{% endif %}{% endmacro %}{{ a(60) }}",
        "{% include 't.html' %}",
        "{% extends 't.html' %}",
        "{% block a %}{{ self.a() }}{% endblock %}",
        "{% for a in numbers recursive %}{{ loop(numbers) }}{% endfor %}",
        "{{ 'a' * (10 ** 9) }}",
        "{{ 9 ** (9 ** 9) }}",
        "{{ range(10 ** 9) }}",
    ],
)
def test_everything_ends(source: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("publisher.composition.templates.MAX_STEPS", 5000)
    assert failure(source).code == "C130"


def test_a_page_has_a_size() -> None:
    assert failure("{% for a in range(9000) %}{{ 'a' * 10000 }}{% endfor %}").code == "C131"


@pytest.mark.parametrize("source", ["{{ lipsum() }}", "{{ numbers|random }}"])
def test_nothing_is_left_to_chance(source: str) -> None:
    assert failure(source).code == "C130"


@pytest.mark.parametrize(
    ("source", "line"),
    [
        ("\n\n{{ unknown }}", 3),
        ("\n{% if %}", 2),
        ("\n{{ 1 / 0 }}", 2),
        ("\n{{ title.no.no }}", 2),
        ("\n\n\n{% for a in 5 %}{% endfor %}", 4),
        ("{% endblock %}", 1),
    ],
)
def test_mistakes_have_a_line(source: str, line: int) -> None:
    error = failure(source)
    assert error.code == "C130"
    assert error.place and error.place.path.endswith("/t.html") and error.place.line == line


def test_a_mistake_in_an_included_template_is_named_there() -> None:
    error = failure("{% include 'part.html' %}", part="\n\n{{ unknown }}")
    assert error.place and error.place.path.endswith("/part.html") and error.place.line == 3


def test_a_missing_template() -> None:
    with pytest.raises(ConfigError) as caught:
        render(replace(screen_layout(), templates={}), "work.html", "ru", {})
    assert caught.value.code == "C130"
