"""Templates as they were understood before: by earlier loads, or by a mapping file of others.

A template is found again by its fingerprint. Where none is equal, because a header was renamed or
a column came or went, it is the one that shares most of the headers with the table at hand.
"""

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import polars as pl

from pipelines.answers import lasting
from pipelines.headers import normalise, read_header
from pipelines.periods import StatedYear, period_in
from pipelines.recognise.fingerprint import family, timeless
from pipelines.region import Region
from pmo.ledger import ColumnMatch

LEAST_ALIKE = 0.6  # share of the headers of both that the other has too
LEAST_COMMON = 2  # headers
PROVEN_ONCE = ("date_order", "decimal", "percent", "unit", "currency")  # kinds of questions
ANY_YEAR = StatedYear(2000)  # to tell a month across from other headers


@dataclass(frozen=True)
class Template:
    """One table of the sender's as it was understood, and what was answered about its file."""

    origin: str  # for messages: 'load 3 ("status.csv")'
    sheet: str
    orientation: str
    tables: tuple[str, ...]
    columns: tuple[ColumnMatch, ...]
    answers: Mapping[str, str] = field(default_factory=dict)  # those that last, by question id
    proposals: Mapping[str, str] = field(default_factory=dict)  # of its questions
    place: int = 1  # first, second table of its sheet
    kept_family: str = ""  # under which its rows were written, where that is not the fingerprint
    is_stated: bool = False  # by a mapping file: it holds before what loads understood

    @property
    def fingerprint(self) -> str:
        """Fingerprint that recognition would give the same table again."""
        return family(
            sheet=self.sheet,
            tables=self.tables,
            orientation=self.orientation,
            headers=[column.header for column in self.columns if column.columns],
        )

    @property
    def family(self) -> str:
        """Family under which its rows were written."""
        return self.kept_family or self.fingerprint


def templates_of(loads: pl.DataFrame) -> tuple[Template, ...]:
    """Templates of the loads that were not undone, the newest of each table first.

    Args:
        loads: ledger records in the order of their numbers, as the warehouse gives them.
    """
    standing = loads.filter(pl.col("undone_by_load").is_null(), entry_kind="load")
    found: dict[tuple[str, int], Template] = {}
    for entry in standing.reverse().iter_rows(named=True):
        for template in _of_load(entry):
            found.setdefault((template.fingerprint, template.place), template)
    return tuple(found.values())


def _of_load(entry: Mapping[str, Any]) -> list[Template]:
    regions = json.loads(entry["ledger"] or "[]")
    mapping = json.loads(entry["mapping"] or "{}")
    families = mapping.get("families") or [""] * len(regions)
    return [
        Template(
            origin=f'load {entry["load_id"]} ("{entry["file_name"]}")',
            sheet=region["sheet"],
            orientation=region["orientation"],
            tables=tuple(region["tables"]),
            columns=tuple(
                ColumnMatch(**(column | {"columns": tuple(column["columns"])}))
                for column in region["columns"]
            ),
            answers=proven(region.get("decisions", ())) | lasting(mapping.get("answers", {})),
            proposals={each["id"]: each["proposal"] for each in region["questions"]},
            place=region.get("place", 1),
            kept_family=kept,
        )
        for region, kept in zip(regions, families, strict=True)
        if region["tables"]
    ]


def proven(decisions: Iterable[Mapping[str, Any]]) -> dict[str, str]:
    """What the cells proved of how they are written: it answers where later ones prove nothing."""
    return {
        each["id"]: each["decision"]
        for each in decisions
        if each["id"].partition(":")[0] in PROVEN_ONCE
    }


def found_again(regions: Sequence[Region], templates: Sequence[Template]) -> dict[int, Template]:
    """Template of each region, by the region's place; a template is found once.

    Those of a mapping file come before those of loads.
    """
    stated = [template for template in templates if template.is_stated]
    first = _found_among(dict(enumerate(regions)), regions, stated)
    rest = {number: region for number, region in enumerate(regions) if number not in first}
    others = [template for template in templates if not template.is_stated]
    return _found_among(rest, regions, others) | first


def _found_among(
    wanted: Mapping[int, Region], regions: Sequence[Region], templates: Sequence[Template]
) -> dict[int, Template]:
    """Template of each of the wanted regions, as far as there is one.

    Equal fingerprints come first; then the templates of which most headers are there again. The
    one of another sheet counts only where its own sheet is gone. The newer of two equals wins.
    """
    same = {
        number: [each for each in templates if each.fingerprint == region.family]
        for number, region in wanted.items()
        if region.tables
    }
    equal = {
        number: min(
            (each for each in found if each.origin == found[0].origin),
            key=lambda each: each.place != regions[number].place,
        )
        for number, found in same.items()
        if found
    }
    sheets = {timeless(region.sheet) for region in regions}
    offers = sorted(
        (-_likeness(region, template), order, number)
        for number, region in wanted.items()
        if region.tables and number not in equal
        for order, template in enumerate(templates)
        if template not in equal.values() and _may_be(region, template, sheets)
    )
    near: dict[int, Template] = {}
    for unlikeness, order, number in offers:
        is_free = number not in near and templates[order] not in near.values()
        if -unlikeness >= LEAST_ALIKE and is_free:
            near[number] = templates[order]
    return equal | near


def _may_be(region: Region, template: Template, sheets: Iterable[str]) -> bool:
    """Whether a region may be the table of a template on the same sheet, or on a renamed one."""
    name = timeless(template.sheet)
    is_same_sheet = name == timeless(region.sheet)
    return region.orientation == template.orientation and (is_same_sheet or name not in sheets)


def _likeness(region: Region, template: Template) -> float:
    """Share of the headers of both that the other has too, 0 to 1."""
    return alike(
        _names(column.header for column in region.columns),
        _names(column.header for column in template.columns),
    )


def alike(mine: Counter[str], theirs: Counter[str]) -> float:
    """Share of the names of both that the other has too, 0 to 1."""
    common = (mine & theirs).total()
    return 2 * common / (mine.total() + theirs.total()) if common >= LEAST_COMMON else 0.0


def _names(headers: Iterable[str]) -> Counter[str]:
    return Counter(lasting_name(header) for header in headers if is_lasting(header))


def lasting_name(header: str) -> str:
    """Header without the dates that move on."""
    return timeless(header) or normalise(header)


def is_lasting(header: str) -> bool:
    """Whether a header names a column of the template, not one of its months or years."""
    name = read_header(header).name
    found = period_in(name, year=ANY_YEAR) if name else None
    return bool(name) and not (found and not found[1])
