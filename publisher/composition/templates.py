"""Templates of layouts: Jinja2 in its sandbox. Layouts come from strangers; their templates can't reach Python."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from jinja2 import DictLoader, StrictUndefined, TemplateError
from jinja2.exceptions import SecurityError
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup

from publisher.composition.terms import terms
from publisher.model.errors import ConfigError
from publisher.model.finding import Place
from publisher.model.layout import Layout

_LONGEST_PAGE = 64 << 20
"""Characters a template may make."""


def html(markup: str) -> Markup:
    """Finished HTML, not to be escaped again."""
    return Markup(markup)


@lru_cache(maxsize=8)
def _environment(templates: tuple[tuple[str, str], ...]) -> ImmutableSandboxedEnvironment:
    return ImmutableSandboxedEnvironment(
        loader=DictLoader(dict(templates)),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def render(layout: Layout, name: str, language: str, context: Mapping[str, object]) -> str:
    """The template `name` of a layout, filled.

    Raises:
        ConfigError: C130 with template and line; the template is missing, wrong, or reaches for what it may not.
    """
    environment = _environment(tuple(sorted(layout.templates.items())))
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
    except (TemplateError, SecurityError, TypeError, ValueError, OverflowError) as error:
        line = getattr(error, "lineno", None) or _line_of(error)
        place = Place(f"{layout.folder}/{name}", line)
        raise ConfigError("C130", {"template": name, "reason": str(error)}, place) from error


def _line_of(error: BaseException) -> int:
    """The line of the template in which a run-time error happened; Jinja2 maps its frames to template lines."""
    line = 0
    trace = error.__traceback__
    while trace:
        if trace.tb_frame.f_code.co_filename == "<template>":
            line = trace.tb_lineno
        trace = trace.tb_next
    return line
