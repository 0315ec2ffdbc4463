"""Measurements that are taken side by side, and the table of what came out."""

import gc
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import median
from time import perf_counter, process_time


@dataclass(frozen=True)
class Result:
    """One line of the table; lower is better."""

    what: str
    ours: float
    unit: str
    target: float  # of the ratio where there is a comparison, else of our own value
    comparison: float | None = None
    note: str = ""

    @property
    def ratio(self) -> float | None:
        """Our value over the one that it is compared with."""
        return None if self.comparison is None else self.ours / self.comparison

    @property
    def is_met(self) -> bool:
        """Whether the target is met."""
        return (self.ours if self.ratio is None else self.ratio) <= self.target


@dataclass(frozen=True)
class Cost:
    """Milliseconds that one repetition took."""

    wall: float
    cpu: float


def cost(run: Callable[[], object]) -> Cost:
    """Time of one call, in milliseconds, the collector kept out of it."""
    gc.collect()
    gc.disable()
    wall, cpu = perf_counter(), process_time()
    run()
    spent = Cost(1000 * (perf_counter() - wall), 1000 * (process_time() - cpu))
    gc.enable()
    return spent


def side_by_side(
    ours: Callable[[], Cost], theirs: Callable[[], Cost], *, repetitions: int
) -> tuple[Cost, Cost]:
    """Medians of both, measured in turns so that what else the machine does slows both."""
    taken = [(ours(), theirs()) for _ in range(repetitions)]
    return middle([mine for mine, _ in taken]), middle([other for _, other in taken])


def middle(costs: Sequence[Cost]) -> Cost:
    """Median wall time and median processor time."""
    return Cost(median(each.wall for each in costs), median(each.cpu for each in costs))


HEADINGS = ("what", "ours", "comparison", "ratio", "target", "ok", "")


def table(results: Sequence[Result]) -> str:
    """Lines of text, one per result."""
    rows = [HEADINGS, *(_cells(result) for result in results)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(HEADINGS))]
    return "\n".join(
        "  ".join(
            cell.ljust(width) if column in (0, len(HEADINGS) - 1) else cell.rjust(width)
            for column, (cell, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in rows
    )


def _cells(result: Result) -> tuple[str, ...]:
    return (
        result.what,
        f"{result.ours:,.0f} {result.unit}",
        "" if result.comparison is None else f"{result.comparison:,.0f} {result.unit}",
        "" if result.ratio is None else f"{result.ratio:.2f}",
        f"{result.target:.2f}" if result.ratio else f"{result.target:,.0f} {result.unit}",
        "yes" if result.is_met else "NO",
        result.note,
    )
