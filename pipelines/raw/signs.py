"""Which of some short signs stand in a part: all are looked for in one pass."""

import re
from collections.abc import Collection, Iterator

import polars as pl

PIECE_BYTES = 2**21


def signs_in(xml: bytes, signs: Collection[bytes]) -> frozenset[bytes]:
    """The signs that occur; each within a tag or at the beginning of one."""
    any_sign = "|".join(re.escape(sign.decode("ascii")) for sign in signs)
    found: set[bytes] = set()
    for piece in pieces(xml):
        if pl.Series([text_of(piece)]).str.contains(any_sign).any():
            found |= {sign for sign in signs if sign in piece}
    return frozenset(found)


def pieces(xml: bytes) -> Iterator[bytes]:
    """The part in pieces that end before a tag, so that no tag is cut."""
    at = 0
    while at < len(xml):
        end = xml.find(b"<", at + PIECE_BYTES)
        end = len(xml) if end < 0 else end
        yield xml[at:end]
        at = end


def text_of(piece: bytes) -> str:
    """A piece as text, whatever its encoding does to letters beyond ASCII."""
    return piece.decode("utf-8", "replace")
