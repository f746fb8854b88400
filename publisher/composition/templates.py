"""Templates of layouts: Jinja2 in its sandbox. Layouts come from strangers; their templates can't reach Python."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from jinja2 import FunctionLoader, StrictUndefined, TemplateError, TemplateSyntaxError, nodes
from jinja2.exceptions import SecurityError
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup

from publisher.composition.terms import terms
from publisher.model.errors import ConfigError
from publisher.model.finding import Place
from publisher.model.layout import Layout

_LONGEST_PAGE = 64 << 20
"""Characters a template may make."""

MAX_STEPS = 100_000
"""Turns of loops, calls of macros and inclusions that one page may take: a circle ends in a second or two."""


def html(markup: str) -> Markup:
    """Finished HTML, not to be escaped again."""
    return Markup(markup)


class _Cell(ImmutableSandboxedEnvironment):
    """Jinja2's sandbox, in which every loop and recursion comes to an end and nothing is left to chance."""

    intercepted_binops = frozenset({"*", "**"})
    steps = 0

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        del self.globals["lipsum"], self.filters["random"]  # the same inputs give the same bytes
        self.globals["range"] = self._range

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        """The template with a step counted at the start of it, of every loop's turn, macro and block."""
        tree = super()._parse(source, name, filename)
        parts: list[Any] = [tree, *tree.find_all((nodes.For, nodes.Macro, nodes.Block))]
        for part in parts:
            step = nodes.Call(nodes.EnvironmentAttribute("step"), [], [], None, None)
            part.body.insert(0, nodes.ExprStmt(step).set_lineno(part.lineno).set_environment(self))
        return tree

    def step(self, count: int = 1) -> None:
        self.steps += count
        if self.steps > MAX_STEPS:
            raise SecurityError(f"> {MAX_STEPS} steps")

    def _range(self, *limits: int) -> range:
        numbers = range(*limits)
        self.step(len(numbers))
        return numbers

    def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:
        """Refuses `"a" * 10**9` and `9**9**9`."""
        if operator == "**":
            self._check_size(abs(right) * len(str(left)))
        elif hasattr(left, "__len__") or hasattr(right, "__len__"):
            whole, times = (left, right) if hasattr(left, "__len__") else (right, left)
            self._check_size(len(whole) * times)
        return super().call_binop(context, operator, left, right)

    @staticmethod
    def _check_size(size: float) -> None:
        if size > MAX_STEPS:
            raise SecurityError(f"{size:g} > {MAX_STEPS}")


@lru_cache(maxsize=8)
def _environment(templates: tuple[tuple[str, str], ...]) -> _Cell:
    sources = dict(templates)
    return _Cell(
        loader=FunctionLoader(lambda name: (sources[name], name, None) if name in sources else None),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def render(layout: Layout, name: str, language: str, context: Mapping[str, object]) -> str:
    """The template `name` of a layout, filled.

    Raises:
        ConfigError: C130 with template and line; the template is missing, wrong, endless, or reaches for what it may
            not. C131, it makes too long a page.
    """
    environment = _environment(tuple(sorted(layout.templates.items())))
    environment.steps = 0
    try:
        pieces: list[str] = []
        size = 0
        template = environment.get_template(name)
        for piece in template.generate(**context, options=dict(layout.options), terms=terms(language)):
            size += len(piece)
            if size > _LONGEST_PAGE:
                raise ConfigError("C131", {"template": name, "layout": layout.name})
            pieces.append(piece)
        return "".join(pieces)
    except (
        TemplateError,
        TypeError,
        ValueError,
        ArithmeticError,
        LookupError,
        AttributeError,
        RecursionError,
    ) as error:
        culprit, line = _position(error, name, layout)
        params = {"template": culprit, "reason": str(error)[:300]}
        raise ConfigError("C130", params, Place(_path(layout, culprit), line)) from error


def _position(error: BaseException, name: str, layout: Layout) -> tuple[str, int]:
    """Template and line in which an error happened; Jinja2 maps its frames to template lines."""
    if isinstance(error, TemplateSyntaxError):
        return error.name or name, error.lineno
    line = 0
    trace = error.__traceback__
    while trace:
        if trace.tb_frame.f_code.co_filename in layout.templates:
            name, line = trace.tb_frame.f_code.co_filename, trace.tb_lineno
        trace = trace.tb_next
    return name, line


def _path(layout: Layout, name: str) -> str:
    """Where a template lies: in the folder of the layout, or in one that it extends (`PARENT/NAME`)."""
    source = layout.templates.get(name)
    full = [key for key in layout.templates if "/" in key and key.endswith(name) and layout.templates[key] == source]
    folder, _, file = (full[-1] if full else name).rpartition("/")
    return f"{layout.folder}/{file}" if folder in ("", layout.name) else f"{folder}/{file}"
