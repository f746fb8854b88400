"""Encodings are told apart by letters; doubt, damage and binary data are refused."""

from __future__ import annotations

import pytest

from publisher.model.errors import SourceError
from publisher.readers import decode, read

TEXTS = (
    "— Да, — сказал он.",
    "Он сказал: «Здравствуйте, Иван Ильич!»",
    "ПРИВЕТ ВСЕМ",
    "Съешь ещё этих мягких французских булок, да выпей чаю.",
    "Где же ты, моя Сулико?\r\nСтрока вторая.\r\n",
    "И долго буду тем любезен я народу,\nЧто чувства добрые я лирой пробуждал",
)
WIDE = ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be")
NARROW = ("cp1251", "koi8-r", "cp866", "mac-cyrillic")


@pytest.mark.parametrize("text", TEXTS)
@pytest.mark.parametrize("encoding", [*WIDE, *NARROW])
def test_round_trip(text: str, encoding: str) -> None:
    """What can be decoded is decoded right and written back byte for byte."""
    try:
        data = text.encode(encoding)
    except UnicodeEncodeError:
        pytest.skip("the encoding lacks a character of this text")
    try:
        source = decode("a.txt", data).value
    except SourceError as error:
        # Windows is so much likelier than a Macintosh of 1995 that a few words don't prove the latter.
        assert (encoding, error.code, len(text) < 20) == ("mac-cyrillic", "S106", True)
        return
    assert source.chars == text
    assert source.encoded(source.chars) == data


@pytest.mark.parametrize("text", ["( ", "a b c ", "1 2 3 4 ", "- - - "])
def test_a_space_in_every_other_place_makes_no_utf16(text: str) -> None:
    assert decode("a.txt", text.encode()).value.encoding == "utf-8"


def test_ukrainian_koi8() -> None:
    text = "Слава Україні, її землі та її людям, що живуть між Сяном і Доном"
    source = decode("a.txt", text.encode("koi8-u")).value
    assert (source.encoding, source.chars) == ("koi8-u", text)


def test_other_encodings_are_reported_once() -> None:
    outcome = read("a.txt", TEXTS[3].encode("cp1251"))
    assert [f.params["encoding"] for f in outcome.findings if f.code == "S201"] == ["cp1251"]
    assert not [f for f in read("a.txt", TEXTS[3].encode()).findings if f.code == "S201"]


def failure(data: bytes, path: str = "a.txt") -> SourceError:
    with pytest.raises(SourceError) as caught:
        read(path, data)
    return caught.value


def test_too_short_is_refused_with_both_readings() -> None:
    error = failure("Да".encode("cp1251"))
    assert error.code == "S106"
    assert error.params["first_reading"] == "Да"
    assert error.params["second_reading"] not in ("", "Да")


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "S102"),
        (b" \r\n\t", "S102"),
        (b"\xef\xbb\xbf", "S102"),
        (b"\x89PNG\r\n\x1a\n" + bytes(100), "S104"),
        (b"PK\x03\x04" + bytes(100), "S104"),
        (b"%PDF-1.7\n", "S104"),
        (bytes(range(256)) * 8, "S104"),
        ("текст".encode("utf-16")[:-1], "S105"),
    ],
)
def test_refused(data: bytes, code: str) -> None:
    assert failure(data).code == code


def test_damaged_utf8_names_the_place() -> None:
    error = failure("Первая строка\r\nвторая ".encode() + b"\xff" + " строка".encode())
    assert (error.code, str(error.place)) == ("S105", "a.txt:2:8")
    assert error.params["byte"] == "0xFF"


def test_unknown_suffix_and_format() -> None:
    assert failure(b"text", "a.pages").code == "S101"
    with pytest.raises(SourceError) as caught:
        read("a.txt", b"text", format="pages")
    assert caught.value.code == "S112"
