"""Which rows can be loaded: those whose keys are known, each key once."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import polars as pl

from pipelines.check.addresses import cell_of
from pipelines.check.further import ADDED_UP, without_further
from pipelines.check.inquiry import Inquiry
from pipelines.check.rows import TROUBLE, Filled
from pipelines.region import COLUMNS, Region
from pmo.tables import TABLES, Column, Table

ASKED_FOR = "value_asked_for"  # of every record, by one question
UNDECIDED = (  # an open question
    "date_order_unknown",
    "number_format_unknown",
    "unit_unknown",
    ASKED_FOR,
)
NEVER_SENT = ("organisation", "load_id", "status_date")  # needed, but not asked of a record
SPANS = {"period_start_date", "month_date", "work_date"}  # fixed by headers of months or days
RECORD = pl.lit(None, pl.Int32)  # place of a trouble that is the whole record's


@dataclass(frozen=True)
class Kept:
    """Rows that can be loaded, and why the others cannot."""

    filled: tuple[Filled, ...]
    rejected: pl.DataFrame  # position of each record of which nothing is loaded
    trouble: pl.DataFrame  # TROUBLE


def keep(filled: Sequence[Filled], inquiry: Inquiry, ragged: pl.DataFrame) -> Kept:
    """Leave out rows without their keys and rows whose key stands before.

    The principal table decides about records: one whose key cannot be used is rejected as a
    whole, with its rows in all tables. So are the ragged ones, of which nobody knows which cell
    belongs to which column.
    """
    region = inquiry.region
    principal = TABLES[region.tables[0]]
    first = [each for each in filled if each.block.table == principal.name]
    lacking = _incomplete(first[0], region).join(ragged, on="position", how="anti")
    incomplete = pl.concat([ragged, lacking])
    idle = _without_a_row(filled, incomplete)
    incomplete = pl.concat([incomplete, idle])
    first = [_without(_made(each), incomplete) for each in first]
    first, again = _each_once(first, principal, inquiry)
    rejected = pl.concat(
        [incomplete.select("position"), _left_with_nothing(filled, first, incomplete)]
    ).unique(maintain_order=True)
    others = [
        _without(_made(each), rejected) for each in filled if each.block.table != principal.name
    ]
    kept, trouble = list(first), [incomplete, again]
    for name in dict.fromkeys(each.block.table for each in others):
        same = [each for each in others if each.block.table == name]
        same, repeats = _each_once(same, TABLES[name], inquiry)
        kept += same
        trouble.append(repeats if name != "groups" else repeats.clear())
    return Kept(tuple(kept), rejected, pl.concat(trouble))


def _required(filled: Filled) -> list[Column]:
    """Columns without which the whole record says nothing."""
    block = filled.block
    names = (*NEVER_SENT[:2], *block.values)
    if "status_date" not in block.columns:
        names = (*names, "status_date")
    return [
        column
        for column in TABLES[block.table].all_columns
        if column.required and column.name not in names
    ]


def _incomplete(filled: Filled, region: Region) -> pl.DataFrame:
    """Records of the principal table that lack a key, once each; open questions do not count.

    A key that no column gives, and that one question asks for, is said by the question alone.
    """
    values = (question.id for question in region.questions if question.id.startswith("value:"))
    asked = {id_.rpartition(":")[2] for id_ in values}
    undecided = filled.trouble.filter(pl.col("rule").is_in(UNDECIDED)).select("position")
    found = [pl.DataFrame(schema=TROUBLE)]
    for column in _required(filled):
        lacking = filled.rows.filter(pl.col(column.name).is_null()).join(
            undecided, on="position", how="anti"
        )
        is_asked = f"{filled.block.table}.{column.name}" in asked
        word = column.name.replace("_", " ")
        message = f"The record has no usable {word}, so it is not loaded. {_remedy(filled, column)}"
        found.append(
            lacking.select(
                "position",
                place=RECORD,
                rule=pl.lit(ASKED_FOR if is_asked else "key_unusable"),
                text=pl.lit(""),
                message=pl.lit(message),
            )
        )
    return pl.concat(found).unique("position", keep="first").sort("position")


def _without_a_row(filled: Sequence[Filled], incomplete: pl.DataFrame) -> pl.DataFrame:
    """Records whose only number is empty; a row of months may be, and open questions may change it.

    A record that gives a row of any table is none of them.
    """
    if any(SPANS & each.block.fixed.keys() for each in filled):
        return pl.DataFrame(schema=TROUBLE)
    beside = {"groups"} - {filled[0].block.table}  # a name of a group makes no record of its own
    made = [
        _made(each).rows.select("position") for each in filled if each.block.table not in beside
    ]
    undecided = [
        each.trouble.filter(pl.col("rule").is_in(UNDECIDED)).select("position") for each in filled
    ]
    settled = pl.concat([*made, *undecided, incomplete.select("position")])
    rows = filled[0].rows
    is_settled = settled["position"].head(rows.height).equals(rows["position"])  # mostly all are
    idle = rows.clear() if is_settled else rows.join(settled, on="position", how="anti")
    message = "The record has no usable number, so nothing of it is loaded. Fill in its numbers."
    return idle.select(
        "position",
        place=RECORD,
        rule=pl.lit("no_value"),
        text=pl.lit(""),
        message=pl.lit(message),
    )


def _remedy(filled: Filled, column: Column) -> str:
    columns = filled.block.columns.get(column.name)
    if not columns:
        return "Add a column for it."
    header = " ".join(columns[0].header.split())
    return f'Fill in "{header[:40]}".'


def _made(filled: Filled) -> Filled:
    """Rows that the record really gives: an unpivoted one needs a value."""
    if not filled.block.is_unpivoted:
        return filled
    has_value = pl.any_horizontal(pl.col(name).is_not_null() for name in filled.block.values)
    return replace(filled, rows=filled.rows.filter(has_value))


def _without(filled: Filled, positions: pl.DataFrame) -> Filled:
    left = filled.rows.join(
        positions.select("position"), on="position", how="anti", maintain_order="left"
    )
    return replace(filled, rows=left)


def _left_with_nothing(
    before: Sequence[Filled], after: Sequence[Filled], incomplete: pl.DataFrame
) -> pl.DataFrame:
    """Records all of whose rows were left out because their keys stand before."""
    names = {each.block.table for each in after}
    had = pl.concat(
        [_made(each).rows.select("position") for each in before if each.block.table in names]
    )
    have = pl.concat([each.rows.select("position") for each in after])
    if have.equals(had):  # nothing was left out: the usual case
        return had.clear()
    gone = had.unique().join(have.unique(), on="position", how="anti")
    return gone.join(incomplete.select("position"), on="position", how="anti").sort("position")


def _each_once(
    filled: Sequence[Filled], table: Table, inquiry: Inquiry
) -> tuple[list[Filled], pl.DataFrame]:
    """Rows with the first of each key, and the trouble of the later ones."""
    nothing = pl.DataFrame(schema=TROUBLE)
    if not table.key:
        return list(filled), nothing
    key = [*table.key, *(("status_date",) if "status_date" in _names(table) else ())]
    needed = [name for name in key if table[name].required and name != "status_date"]
    rows = pl.concat(
        [each.rows.select("position", *key, block=pl.lit(n)) for n, each in enumerate(filled)]
    )
    rows = rows.sort("position", "block").with_columns(
        first=pl.col("position").first().over(key), nth=pl.int_range(pl.len()).over(key)
    )
    later = rows.filter(pl.col("nth") > 0, pl.all_horizontal(pl.col(needed).is_not_null()))
    if table.name in ADDED_UP:
        later = without_further(later, filled, table.name, inquiry)
    if later.is_empty():
        return list(filled), nothing
    left = [
        replace(
            each,
            rows=each.rows.join(
                later.filter(block=n).select("position"),
                on="position",
                how="anti",
                maintain_order="left",
            ),
        )
        for n, each in enumerate(filled)
    ]
    return left, _repeats(later, filled, table, inquiry.region)


def _names(table: Table) -> set[str]:
    return {column.name for column in table.all_columns}


def _repeats(
    later: pl.DataFrame, filled: Sequence[Filled], table: Table, region: Region
) -> pl.DataFrame:
    places = [
        each.block.columns[each.block.values[0]][0].position if each.block.values else None
        for each in filled
    ]
    word = "column" if region.orientation == COLUMNS else "row"
    where = cell_of(region, pl.col("first"), pl.lit(places[0] or region.first_column))
    if word == "row":
        where = pl.col("first").cast(pl.String)
    else:
        where = where.str.strip_chars_end("0123456789")
    key = pl.concat_str(pl.col(table.key).cast(pl.String), separator=", ", ignore_nulls=True)
    message = pl.format(
        'The key "{}" stands already in ' + word + " {}. The later one is not loaded.", key, where
    )
    return later.with_columns(
        place=pl.col("block").replace_strict(
            dict(enumerate(places)), default=None, return_dtype=pl.Int32
        ),
        rule=pl.lit("duplicate_key"),
        text=key,
        message=message,
    ).select(*TROUBLE)
