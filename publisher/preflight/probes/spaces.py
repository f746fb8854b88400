"""Colour spaces and ICC profiles."""

from __future__ import annotations

from hashlib import sha256
from typing import Any

import pikepdf

from publisher.model.facts import Profile, Space
from publisher.preflight.probes.objects import TooLargeError, decoded, get, items, key, name, number

DEEPEST = 8
"""Colour spaces within each other; the format itself allows three."""

GRAY, RGB, CMYK = Space("DeviceGray", 1), Space("DeviceRGB", 3), Space("DeviceCMYK", 4)
UNKNOWN = Space("", 0)
PATTERN = Space("Pattern", 0)
_DEVICE = {
    "DeviceGray": GRAY,
    "G": GRAY,
    "CalGray": Space("CalGray", 1),
    "DeviceRGB": RGB,
    "RGB": RGB,
    "CalRGB": Space("CalRGB", 3),
    "Lab": Space("Lab", 3),
    "DeviceCMYK": CMYK,
    "CalCMYK": CMYK,
    "CMYK": CMYK,
    "Pattern": PATTERN,
}
_DEFAULTS = {"DeviceGray": "DefaultGray", "DeviceRGB": "DefaultRGB", "DeviceCMYK": "DefaultCMYK"}
"""Names of the resources that say what a device colour is (ISO 32000-1, 8.6.5.6)."""

_BY_SIGNATURE = {b"GRAY": 1, b"RGB ": 3, b"Lab ": 3, b"CMYK": 4}
LONGEST_PROFILE = 32 << 20


class Spaces:
    """Colour spaces of a file, each read once."""

    def __init__(self) -> None:
        self._spaces: dict[tuple[int, int], Space] = {}
        self._profiles: dict[tuple[int, int], Profile] = {}

    def read(self, value: Any, resources: Any = None, depth: int = 0) -> Space:
        """The colour space an object or a name of the resources stands for; `UNKNOWN` for nonsense."""
        if depth > DEEPEST:
            return UNKNOWN
        if isinstance(value, pikepdf.Name):
            return self._named(name(value), resources, depth)
        if not isinstance(value, pikepdf.Array) or not len(value):
            return UNKNOWN
        number_of = key(value)
        if number_of != (0, 0) and number_of in self._spaces:
            return self._spaces[number_of]
        space = self._array(value, resources, depth)
        if number_of != (0, 0):
            self._spaces[number_of] = space
        return space

    def named(self, word: str, resources: Any) -> Space:
        """The space of an operator or an inline image."""
        return self._named(word, resources, 0)

    def _named(self, word: str, resources: Any, depth: int) -> Space:
        if word in _DEVICE:
            default = get(resources, "ColorSpace", _DEFAULTS[word]) if word in _DEFAULTS else None
            return self.read(default, None, depth + 1) if default is not None else _DEVICE[word]
        own = get(resources, "ColorSpace", word)
        return self.read(own, resources, depth + 1) if own is not None else UNKNOWN

    def _array(self, value: Any, resources: Any, depth: int) -> Space:
        family = name(value[0])
        second = value[1] if len(value) > 1 else None
        match family:
            case "ICCBased":
                profile = self.profile(second)
                count = int(number(get(second, "N"), profile.components))
                return Space("ICCBased", count, profile=profile)
            case "Indexed" | "I":
                return Space("Indexed", 1, base=self.read(second, resources, depth + 1))
            case "Separation" | "DeviceN":
                colorants = tuple(name(item) for item in items(second, 64))
                alternate = self.read(value[2] if len(value) > 2 else None, resources, depth + 1)
                return Space(family, len(colorants), colorants, alternate)
            case "Pattern":
                base = self.read(second, resources, depth + 1) if second is not None else None
                return Space("Pattern", base.components if base else 0, base=base)
            case _:
                return _DEVICE.get(family, UNKNOWN)

    def profile(self, stream: Any) -> Profile:
        """An ICC profile by its header (ICC.1, 7.2); `components` is what its dictionary says (`N`)."""
        number_of = key(stream)
        if number_of in self._profiles and number_of != (0, 0):
            return self._profiles[number_of]
        profile = _profile(stream)
        self._profiles[number_of] = profile
        return profile


def _profile(stream: Any) -> Profile:
    count = int(number(get(stream, "N")))
    if not isinstance(stream, pikepdf.Stream):
        return Profile(0, False, components=count)
    try:
        data = decoded(stream, LONGEST_PROFILE)
    except (TooLargeError, ValueError):
        return Profile(0, False, components=count)
    valid = len(data) >= 132 and data[36:40] == b"acsp" and int.from_bytes(data[:4], "big") <= len(data)
    return Profile(
        size=len(data),
        valid=valid,
        device=_word(data[12:16]) if valid else "",
        space=_word(data[16:20]) if valid else "",
        digest=sha256(data).hexdigest(),
        components=count or (_BY_SIGNATURE.get(data[16:20], 0) if valid else 0),
        description=_description(data) if valid else "",
    )


def _word(raw: bytes) -> str:
    return raw.decode("latin-1").strip("\0 ")


def _description(data: bytes) -> str:
    """The tag `desc` of a profile: type `desc` of version 2, `mluc` of version 4."""
    count = min(int.from_bytes(data[128:132], "big"), 200)
    for index in range(count):
        entry = data[132 + 12 * index : 144 + 12 * index]
        if entry[:4] != b"desc":
            continue
        start, size = int.from_bytes(entry[4:8], "big"), int.from_bytes(entry[8:12], "big")
        tag = data[start : start + min(size, 4096)]
        if tag[:4] == b"desc":
            return tag[12 : 12 + int.from_bytes(tag[8:12], "big")].split(b"\0")[0].decode("latin-1")
        if tag[:4] == b"mluc":
            length, place = int.from_bytes(tag[20:24], "big"), int.from_bytes(tag[24:28], "big")
            return tag[place : place + length].decode("utf-16-be", "replace").strip("\0")
    return ""
