"""Columns whose header is known and whose cells are not what it says: left out, and listed."""

from collections.abc import Mapping

import polars as pl

from pipelines.check.inquiry import Field, Inquiry
from pipelines.check.meaning import quoted
from pipelines.check.words import LEAVE_EMPTY, NOUNS
from pipelines.headers import read_header
from pipelines.recognise.content import MOST, NOTHING, agreement, profiles
from pipelines.recognise.known_names import candidates
from pipelines.recognise.vocabulary import meaning_words
from pipelines.region import DATA, Region
from pmo.tables import BUDGET_LINES, TABLES, TEXT, Column

AMOUNTS = BUDGET_LINES["amount"]
AMOUNTS_OF = (BUDGET_LINES.name,)
BUDGETED = {"projects", BUDGET_LINES.name}  # whose records have amounts beside their columns
PLANS = {"original", "baseline", "forecast", "actual", "approved"}  # of what, is not said
SURELY = 0.9  # of what a known name is worth
NAMED = 0.97  # from which a column of few words is meant, and no text beside it


def note_unread(fields: Mapping[int, Field], inquiry: Inquiry) -> None:
    """List the columns that no cell of is loaded although their header says what they hold."""
    taken = {target.column for each in fields.values() for target in each.column.targets}
    for field in fields.values():
        column = field.column
        meaning = _meaning(column.header, inquiry.region)
        count = field.cells.filter(role=DATA).height
        is_left = not column.targets and not column.states_change_of and count
        if meaning is None or not is_left or meaning.name in taken - {AMOUNTS.name}:
            continue
        if _holds(field, meaning):
            continue  # it is left alone for another reason, which recognition says
        message = (
            f"{quoted(column.header)} says that each cell is {_said(meaning)}, but most are "
            f"not. None of its {count} cells is loaded. Correct them, and load the file again."
        )
        inquiry.note("column_not_read", column, column.header, message)


def _said(column: Column) -> str:
    """What a header says of its cells."""
    if column.words:
        return f"one of {', '.join(column.words)}"
    return (
        "a word of health such as green, amber, red"
        if _is_of_health(column)
        else NOUNS[column.type]
    )


def ask_about_uncalculated(fields: Mapping[int, Field], inquiry: Inquiry) -> None:
    """Ask about the columns of which no formula was ever calculated; nothing is proposed."""
    for field in fields.values():
        cells = field.cells.filter(role=DATA)
        is_uncalculated = cells.height and cells.filter(kind="uncached").height == cells.height
        if is_uncalculated and field.column.targets:
            header = field.column.header
            text = (
                f"No formula in {quoted(header)} was ever calculated. Open the file in Excel, "
                "save it and send it again. Or leave the column empty?"
            )
            inquiry.ask("uncached", header, text, choices=(LEAVE_EMPTY,), proposal=None)


def _holds(field: Field, column: Column) -> bool:
    """Whether most cells are what the header says."""
    cells = field.cells.filter(role=DATA).with_columns(column=pl.lit(field.position))
    profile = profiles(cells).get(field.position, NOTHING)
    share = agreement(profile, column).share
    is_prose = column.type == TEXT and profile.share(profile.short) < MOST  # beside the words
    return is_prose or (share is not None and share >= MOST)


def _is_of_health(column: Column) -> bool:
    return column.name.startswith("health_")


def _is_meant(column: Column, score: float) -> bool:
    """Whether a header is sure enough; a column that takes any text is left for another one."""
    if column.type == TEXT:
        return score >= NAMED and (_is_of_health(column) or bool(column.words))
    return score >= SURELY


def _meaning(header: str, region: Region) -> Column | None:
    """Column of the region's tables that a header surely means, and that not every text fits."""
    tables = {*region.tables, *(AMOUNTS_OF if BUDGETED & {*region.tables} else ())}
    found = (
        (TABLES[each.target.table][each.target.column], each.score)
        for each in candidates(read_header(header))
        if each.score >= SURELY and each.target.table in tables
    )
    column, score = next(found, (None, 0.0))
    is_bare_plan = meaning_words(read_header(header).name) <= PLANS  # "Contract" may be one
    return column if column is not None and not is_bare_plan and _is_meant(column, score) else None
