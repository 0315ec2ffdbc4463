"""The two passes through a network, over nodes by number; each link ties two starts.

A gap is the least time from the start of the node before to the start of the node after.
"""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

UNREACHED = -1  # place of a node in a circle of links, or behind one


class Ties(NamedTuple):
    """Links: the node before, the node after, and the gap between their starts."""

    before: Sequence[int]
    after: Sequence[int]
    gaps: Sequence[int]


def places(count: int, before: Iterable[int], after: Iterable[int]) -> list[int]:
    """Place of each node in an order in which none stands ahead of one it waits for."""
    followers: list[list[int]] = [[] for _ in range(count)]
    waits_for = [0] * count
    for first, then in zip(before, after, strict=True):
        followers[first].append(then)
        waits_for[then] += 1
    ready = [node for node in range(count) if not waits_for[node]]
    found = [UNREACHED] * count
    for place, node in enumerate(ready):  # it grows while it is walked through
        found[node] = place
        for follower in followers[node]:
            waits_for[follower] -= 1
            if not waits_for[follower]:
                ready.append(follower)
    return found


def early_starts(earliest: Sequence[int], ties: Ties) -> list[int]:
    """Earliest start of each node; ``ties`` in the order of the places of their first nodes."""
    starts = list(earliest)
    for before, after, gap in zip(*ties, strict=True):
        starts[after] = max(starts[after], starts[before] + gap)
    return starts


def late_starts(latest: Sequence[int], ties: Ties) -> list[int]:
    """Latest start of each node that moves no finish; ``ties`` in the same order."""
    starts = list(latest)
    backwards = (reversed(column) for column in ties)
    for before, after, gap in zip(*backwards, strict=True):
        starts[before] = min(starts[before], starts[after] - gap)
    return starts
