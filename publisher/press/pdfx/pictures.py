"""Pictures in the inks of the shop: through ICC, with all their pixels; without transparency where none may be."""

from __future__ import annotations

from dataclasses import dataclass

import pikepdf
from pikepdf import Name
from PIL import Image, ImageChops

from publisher.press.pdfx.inks import Inks, Paint
from publisher.press.pdfx.rasters import decoded, encoded, is_lossy, stencil


@dataclass(frozen=True, slots=True)
class Blend:
    """A picture is mixed with a flat ground, at this share of opacity."""

    ground: Paint
    alpha: float


class Pictures:
    """The image XObjects of a document, each converted once for every way in which it is used."""

    def __init__(self, pdf: pikepdf.Pdf, inks: Inks) -> None:
        self.pdf = pdf
        self.inks = inks
        self.ready: dict[tuple[tuple[int, int], Blend | None], pikepdf.Object] = {}

    def converted(self, image: pikepdf.Object, blend: Blend | None = None) -> pikepdf.Object:
        """The image in inks. With `blend`, it has no soft mask any more.

        Raises:
            BuildError: X103, a kind of image that we can't read.
        """
        key = (image.objgen, blend)
        if key not in self.ready:
            self.ready[key] = self.pdf.make_indirect(self._converted(image, blend))
        return self.ready[key]

    def is_cut_out(self, image: pikepdf.Object) -> bool:
        """Whether the soft mask knows only there and not there."""
        return _is_cut(decoded(image.SMask)) if "/SMask" in image else False

    def _converted(self, image: pikepdf.Object, blend: Blend | None) -> pikepdf.Object:
        if image.get(Name.ImageMask, False):
            return _bare(self.pdf, image)
        source = decoded(image)
        picture = self._in_inks(source)
        self.inks.note_picture(picture)
        mask = image.get(Name.SMask)
        if blend is None:
            same = picture is source and image.get(Name.BitsPerComponent) == 8
            made = _bare(self.pdf, image) if same else encoded(self.pdf, picture, lossy=is_lossy(image))
            if mask is not None:
                made.SMask = self.converted(mask)
            return made
        alpha = Image.new("L", picture.size, 255)
        if mask is not None:
            alpha = decoded(mask).convert("L").resize(picture.size, Image.Resampling.BOX)
        if blend.alpha == 1.0 and _is_cut(alpha):
            made = encoded(self.pdf, picture, lossy=is_lossy(image))
            made.Mask = self.pdf.make_indirect(stencil(self.pdf, alpha))
            return made
        mixed = self._mixed(picture, alpha.point([round(v * blend.alpha) for v in range(256)]), blend.ground)
        return encoded(self.pdf, mixed, lossy=False)  # JPEG would make the edge of the ground visible

    def _in_inks(self, picture: Image.Image) -> Image.Image:
        """RGB without any colour becomes gray: it prints with black ink alone."""
        space = self.inks.space
        if picture.mode == "CMYK":
            return self.inks.limit_picture(picture) if space == "cmyk" else self.inks.picture(picture.convert("RGB"))
        if picture.mode == "L":
            return picture
        if space == "cmyk" and _is_grey(picture):
            return picture.getchannel("G")
        return self.inks.picture(picture)

    def _mixed(self, picture: Image.Image, alpha: Image.Image, ground: Paint) -> Image.Image:
        """Over a flat ground, as inks."""
        values = ground.process
        if self.inks.space == "cmyk" and picture.mode == "L":
            if any(values[:3]):
                empty = Image.new("L", picture.size, 0)
                picture = Image.merge("CMYK", (empty, empty, empty, ImageChops.invert(picture)))
            else:
                values = (1 - values[3],)
        elif self.inks.space == "gray":
            values = (1 - values[0],)
        flat = Image.new(picture.mode, picture.size, tuple(round(v * 255) for v in values))
        return Image.composite(picture, flat, alpha)


def _is_grey(picture: Image.Image) -> bool:
    red, green, blue = picture.split()
    return all(ImageChops.difference(green, other).getbbox() is None for other in (red, blue))


def _is_cut(alpha: Image.Image) -> bool:
    return sum(alpha.histogram()[1:255]) == 0


def _bare(pdf: pikepdf.Pdf, image: pikepdf.Object) -> pikepdf.Stream:
    """The same image with the same bytes, but without what a press has no use for."""
    wanted = (
        "/ImageMask",
        "/Width",
        "/Height",
        "/ColorSpace",
        "/BitsPerComponent",
        "/Decode",
        "/Filter",
        "/DecodeParms",
    )
    copy = pdf.make_stream(image.read_raw_bytes(), Type=Name.XObject, Subtype=Name.Image)
    for key in wanted:
        if key in image:
            copy[key] = image[key]
    return copy
