"""Chance that is the same on every machine: one stream for each thing that needs some."""

from collections.abc import Sequence
from hashlib import sha256
from typing import TypeVar

SEED = 20261031
Item = TypeVar("Item")


def chance(*about: object) -> float:
    """Return a number in [0, 1) that depends on nothing but what it is about."""
    digest = sha256("/".join(map(str, (SEED, *about))).encode()).digest()
    return int.from_bytes(digest[:6], "big") / 2**48


def between(low: int, high: int, *about: object) -> int:
    """Return a whole number from low to high, both included."""
    return low + int(chance(*about) * (high - low + 1))


def one_of(items: Sequence[Item], *about: object) -> Item:
    """Return one of the items."""
    return items[between(0, len(items) - 1, *about)]


def shared_out(total: int, weights: Sequence[float]) -> list[int]:
    """Parts of a whole number by weight, which add up to it exactly."""
    scale = sum(weights)
    parts, reached, given = [], 0.0, 0
    for weight in weights:
        reached += weight
        upto = round(total * reached / scale)
        parts.append(upto - given)
        given = upto
    return parts
