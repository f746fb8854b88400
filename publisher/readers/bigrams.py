"""How likely one Russian letter follows another: figures, counted on Russian prose, for telling encodings apart."""

from __future__ import annotations

ALPHABET = "абвгдежзийклмнопрстуфхцчшщъыьэюя"
"""Row and column 0 stand for whatever is no Russian letter, 1–32 for these; ё counts as е."""

INDEX = {letter: number for number, letter in enumerate(ALPHABET, 1)} | {"ё": 6}

BITS = (
    "0dfgefedef3fdfgfgegfecdbfc9300d8e",
    "g2bdbdcce9cefee6cdee8ac8cca0034cd",
    "bc5836d54c09c8ad0c95c0857699e705b",
    "ff578be0be0ac9cfabeab0768b55da01a",
    "cc362cb01b09c5af0c75b000740010010",
    "ce7c57e56d0ab8de8caad08a7807bc07b",
    "g7cdeedcc9dcfefaceee96bbccb0000aa",
    "bc805ce50d0966c80363a000700007000",
    "ceacaca96b09aadb0a76a0057507b905b",
    "g8bdbddadbcdede9abde58dcdb90003ac",
    "f0302910000978b513ba0217890000001",
    "ef4905b75d05b3bf2d9bd015060020030",
    "ff78a7ea4f0a86af70c8d5029540ce0cd",
    "fe7170e03e0897de8896d5367260c813b",
    "ef768af56f0a32df28aad74aa590ed0ad",
    "h4efeeddccedfeeacfff89b8dca0008cc",
    "8c0000d00c09b09f6f68b0178450a802a",
    "cf9aabea7e0b99cf87abd6988a60cc19c",
    "ed8d6ae75d0edccdd9bfb597b807be19e",
    "ef6d69e46e0ba7cg9dc8d469a666df39b",
    "f7bccdadb59ccca3bbcd25b5cca0005c8",
    "890000b00a00633909667400200056033",
    "eb0902800900979d19759000240300200",
    "bb6900c00908051a0000a002000090003",
    "bd0400e00d0b63b8070ec00009000a010",
    "9c0800d00d0cb5ba7107a00012001b030",
    "5b0100c00b00007305008000000006000",
    "300000900000000000000000000000049",
    "e19c99c685dadca09abb50c59b6000002",
    "f09597b3992c0ac633c904198b40000ab",
    "5100560040586640544d0570000000000",
    "e3b05a1661157770379b046589a000070",
    "g07a9b99a79acbb188bd00a7969000098",
)
"""Row: the first letter, column: the next; the digit (base 36) is log2 of the pair's share of all pairs, plus 22."""

WEIGHT = tuple(tuple(int(digit, 36) for digit in row) for row in BITS)
