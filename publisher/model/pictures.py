"""Pictures as what they are: pixels with a resolution; and where they came to stand."""

from __future__ import annotations

from dataclasses import dataclass

from publisher.model.composition import Resource


@dataclass(frozen=True, slots=True)
class Picture(Resource):
    """A picture of pixels, turned the way it is shown. `ppi` is what the file says, 0 if it says nothing; `bitonal`:
    black and white only, drawn with fine steps.
    """

    width: int = 1
    height: int = 1
    ppi: float = 0.0
    bitonal: bool = False
