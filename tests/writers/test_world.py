"""The closed world: nothing is read but what a composition lists."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

import pytest
from pages import families
from sample_book import png

from publisher.composition.faces import font_face_css, font_resources
from publisher.model.composition import Fragment, Resource
from publisher.model.errors import BuildError
from publisher.writers.pdf import render_fragment
from publisher.writers.world import read_resource

SERIF = [families()["Pub Serif"]]
STYLE = font_face_css(SERIF) + ' html { font-family: "Pub Serif" } @page { size: 200pt 200pt; margin: 10pt }'
FONTS = font_resources(SERIF)


def picture(folder: Path) -> Resource:
    data = png(20, 20)
    path = folder / "a.png"
    path.write_bytes(data)
    return Resource("publisher:///images/a.png", str(path), sha256(data).hexdigest(), "image/png")


def rendered(body: str, style: str = "", resources: tuple[Resource, ...] = ()) -> bytes:
    fragment = Fragment("f", "work", f'<!doctype html><html lang="ru"><body>{body}</body></html>', "ru")
    return render_fragment(fragment, STYLE + style, (*FONTS, *resources)).pdf


def refused(body: str, style: str = "", resources: tuple[Resource, ...] = ()) -> BuildError:
    with pytest.raises(BuildError) as caught:
        rendered(body, style, resources)
    return caught.value


def test_what_is_listed_is_served(tmp_path: Path) -> None:
    assert b"/Image" in rendered('<img src="publisher:///images/a.png" alt="">', resources=(picture(tmp_path),))
    assert b"/Image" in rendered('<img src="images/a.png" alt="">', resources=(picture(tmp_path),))


@pytest.mark.parametrize(
    "address",
    [
        "file:///etc/hostname",
        "FILE:///etc/hostname",
        "http://127.0.0.1:9/a.png",
        "//127.0.0.1:9/a.png",
        "ftp://127.0.0.1/a.png",
        "data:image/png;base64,AAAA",
        "../../etc/hostname",
        "/etc/hostname",
        "images/../fonts/../../etc/hostname",
        "publisher:///images/b.png",
        "publisher://host/images/a.png",
        "publisher:///images/a.png?x",
    ],
)
def test_everything_else_is_refused(address: str, tmp_path: Path) -> None:
    error = refused(f'<img src="{address}" alt="">', resources=(picture(tmp_path),))
    assert error.code == "B102"


@pytest.mark.parametrize(
    "body",
    [
        '<link rel="stylesheet" href="file:///etc/hostname">',
        '<style>@import url("http://127.0.0.1:9/a.css");</style>',
        '<style>p { background: url("file:///etc/hostname") }</style><p>а',
        '<p style="list-style: url(file:///etc/hostname); display: list-item">а',
        '<object data="file:///etc/hostname"></object>',
        '<embed src="file:///etc/hostname">',
        '<style>@font-face { font-family: X; src: url("file:///etc/hostname") }</style>',
    ],
)
def test_no_other_door_is_open(body: str) -> None:
    assert refused(body).code == "B102"


@pytest.mark.parametrize(
    "style", ["@import 'file:///etc/hostname';", "@font-face { font-family: X; src: url(http://127.0.0.1:9/x) }"]
)
def test_the_stylesheet_has_the_same_walls(style: str) -> None:
    with pytest.raises(BuildError) as caught:
        render_fragment(Fragment("f", "work", "<p>а", "ru"), style + STYLE, FONTS)
    assert caught.value.code == "B102"


def test_attachments_are_not_fetched() -> None:
    for body in (
        '<a rel="attachment" href="file:///etc/hostname">а</a>',
        '<link rel="attachment" href="file:///etc/hostname">',
    ):
        try:
            data = rendered(body)
        except BuildError as error:
            assert error.code == "B102"
        else:
            assert b"/EmbeddedFile" not in data


def test_bytes_that_changed_since_are_refused(tmp_path: Path) -> None:
    resource = picture(tmp_path)
    (tmp_path / "a.png").write_bytes(png(30, 30))
    error = refused('<img src="images/a.png" alt="">', resources=(resource,))
    assert (error.code, error.params["file"]) == ("B110", resource.path)
    (tmp_path / "a.png").unlink()
    with pytest.raises(BuildError):
        read_resource(resource)


def test_a_font_that_changed_since_is_refused(tmp_path: Path) -> None:
    face = families()["Pub Fat"].faces[0]
    path = tmp_path / "font.ttf"
    path.write_bytes(Path(face.path).read_bytes() + b"\0")
    resource = Resource("publisher:///fonts/font.ttf", str(path), face.digest, "font/ttf")
    rule = '@font-face { font-family: "Pub Changed"; src: url("publisher:///fonts/font.ttf") }'
    with pytest.raises(BuildError) as caught:
        render_fragment(Fragment("f", "work", "<p>а", "ru"), STYLE + rule, (*FONTS, resource))
    assert caught.value.code == "B110"
