"""Fields of a table: each header with a profile of its cells and what is settled about it."""

from collections.abc import Sequence
from dataclasses import replace

import polars as pl

from pipelines.headers import read_header
from pipelines.periods import MONTH, QUARTER, YEAR, StatedYear
from pipelines.recognise.columns import Field
from pipelines.recognise.content import ENOUGH, NOTHING, profiles
from pipelines.recognise.gates import gates_across
from pipelines.recognise.halves import as_one_person
from pipelines.recognise.known_names import Candidate
from pipelines.recognise.places import Place
from pipelines.recognise.programmes import as_projects
from pipelines.recognise.questions import Decided
from pipelines.recognise.week_days import DAY, days_across
from pipelines.sources import Source

SAMPLE_HEAD = 300  # records from the beginning, and as many again spread over the rest
LEAST_ACROSS = 2
JANUARY = 1  # months of a program have no fiscal year


def fields(
    place: Place, *, year: StatedYear | None, source: Source | None, decided: Decided
) -> list[Field]:
    """Fields of a table in order, those without a header included."""
    body = place.data.cells
    sample = _sample(body)
    noun = "cells" if sample.height == body.height else "sampled cells"
    seen = profiles(sample, noun=noun)
    texts = dict(place.header.texts)
    positions = sorted({*texts, *body["column"].unique().to_list()})
    read = [Field(p, read_header(texts.get(p, "")), seen.get(p, NOTHING), year) for p in positions]
    plain = as_one_person(as_projects(read))
    across = _across(plain)
    gates = gates_across(one.header.text for one in plain if _may_hold_dates(one))
    return [
        replace(
            one,
            across=across,
            settled=_settled(one, source, decided, is_coded=place.is_coded),
            gate=gates.get(one.header.text),
        )
        for one in plain
    ]


def _may_hold_dates(one: Field) -> bool:
    """Whether the cells are dates, or none is filled yet."""
    return not one.profile.cells or one.profile.share(one.profile.dates) >= ENOUGH


def _sample(cells: pl.DataFrame) -> pl.DataFrame:
    """Cells of the first records and of as many spread over the rest."""
    if not cells.height:
        return cells
    first, last = cells["row"][0], cells["row"][-1]
    step = max(1, (last - first) // SAMPLE_HEAD)
    is_head = pl.col("row") < first + SAMPLE_HEAD
    return cells.filter(is_head | ((pl.col("row") - first) % step == 0))


def _across(plain: Sequence[Field]) -> str:
    """Span that several headers name, the finest first: days, months, years that stand alone."""
    if days_across(one.header.text for one in plain):
        return DAY
    months = [one for one in plain if one.period and one.period.kind == MONTH]
    quarters = [one for one in plain if _is_quarter(one)]
    years = [one for one in plain if one.span and one.span.kind == YEAR]
    if len(months) >= LEAST_ACROSS:
        return MONTH
    if len(quarters) >= LEAST_ACROSS:
        return QUARTER
    return YEAR if len(years) >= LEAST_ACROSS else ""


def _is_quarter(one: Field) -> bool:
    """Whether a header names a quarter of a known year."""
    return bool(one.period and one.period.kind == QUARTER and one.period.year)


def _settled(
    one: Field, source: Source | None, decided: Decided, *, is_coded: bool
) -> tuple[Candidate, ...] | None:
    """What a person or the format says about a field; None where neither knows it.

    In a list that the format settles all other names are codes of a program.
    """
    answered = decided.settled(one.header.text, one.meanings)
    if answered is not None or source is None:
        return answered
    targets = source.targets(one.header.text)
    if targets is None and source.months and one.period:
        first, _ = one.period.days(JANUARY)
        targets = (replace(source.months, fixed=(("month_date", first.isoformat()),)),)
    if targets is None:
        return () if is_coded else None
    why = f'header "{one.header.shown}" is known to {source.name}'
    return tuple(Candidate(target, 1.0, why, is_settled=True) for target in targets)
