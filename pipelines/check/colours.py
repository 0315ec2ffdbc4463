"""Health that only the fill of a cell tells: by the sheet's legend, or as a person says."""

from collections.abc import Mapping
from colorsys import rgb_to_hls

import polars as pl

from pipelines.book import Sheet
from pipelines.check.addresses import cell_of
from pipelines.check.inquiry import Field, Inquiry
from pipelines.check.words import folded
from pipelines.colour_names import colour_name
from pipelines.region import COLUMNS, DATA
from pmo.ledger import Question

WORDS = ("green", "amber", "red")
NO_HEALTH = "no health"
HUES = (("red", 0, 20), ("amber", 20, 70), ("green", 70, 170), ("red", 340, 361))  # degrees
GREY_BELOW = 0.2  # of saturation: no hue that anybody names
LEGEND_WORDS = {"yellow": "amber", "on track": "green", "at risk": "amber", "off track": "red"}


def with_colours(fields: Mapping[int, Field], sheet: Sheet, inquiry: Inquiry) -> dict[int, Field]:
    """Fields whose blank cells of health hold the word that their fill stands for."""
    return {place: _coloured(field, sheet, inquiry) for place, field in fields.items()}


def _coloured(field: Field, sheet: Sheet, inquiry: Inquiry) -> Field:
    """One field; only one that holds health, and only its blank cells, are read by colour."""
    is_health = any(target.column.startswith("health_") for target in field.column.targets)
    fills = _fills(field, sheet, inquiry) if is_health else None
    if fills is None or fills.is_empty():
        return field
    legend = _legend(sheet)
    first = fills.unique("fill", keep="first").sort("fill")
    cells = first.select(
        "fill", cell_of(inquiry.region, pl.col("position"), pl.lit(field.position))
    )
    meant = {
        colour: legend.get(colour) or _asked(colour, cell, inquiry)
        for colour, cell in cells.iter_rows()
    }
    words = {colour: word for colour, word in meant.items() if word in WORDS}
    read = fills.filter(pl.col("fill").is_in(list(words)))
    if read.is_empty():
        return field
    message = f"{read.height} cells without a text are read by their colour."
    inquiry.note("colour_read", field.column, field.column.header, message)
    cells = read.select(
        "position",
        role=pl.lit(DATA, field.cells.schema["role"]),
        kind=pl.lit("text"),
        text=pl.col("fill").replace_strict(words, return_dtype=pl.String),
    )
    both = pl.concat([field.cells, cells.select(field.cells.columns)])
    return Field(field.column, both.sort("position"))


def _fills(field: Field, sheet: Sheet, inquiry: Inquiry) -> pl.DataFrame:
    """Fills of the column's blank cells in records that are data: ``position, fill``."""
    region = inquiry.region
    record, place = ("column", "row") if region.orientation == COLUMNS else ("row", "column")
    data = region.records.filter(role=DATA).select(pl.col("position").cast(pl.Int32))
    return (
        sheet.marks.filter(pl.col(place) == field.position, pl.col("fill").is_not_null())
        .select(pl.col(record).cast(pl.Int32).alias("position"), "fill")
        .join(data, on="position", how="semi")
        .join(field.cells.select("position"), on="position", how="anti")
        .sort("position")
    )


def _legend(sheet: Sheet) -> dict[str, str]:
    """Word of each colour that a cell of the sheet shows with its name in it or right of it."""
    texts = sheet.cells.filter(pl.col("kind").cast(pl.String) == "text")
    texts = texts.select("row", "column", word=pl.col("text"))
    fills = sheet.marks.drop_nulls("fill").select("row", "column", "fill")
    beside = fills.with_columns(pl.col("column") + 1)
    found: dict[str, str] = {}
    for shown in (fills, beside):
        for word, colour in shown.join(texts, on=["row", "column"]).select("word", "fill").rows():
            named = LEGEND_WORDS.get(folded(word), folded(word))
            if named in WORDS:
                found.setdefault(colour, named)
    return found


def _asked(colour: str, cell: str, inquiry: Inquiry) -> str | None:
    """What a person says that a colour means; asked once per file, with a cell that shows it."""
    text = f"Cells such as {cell} hold no text and are filled {colour_name(colour)}. "
    text += "What does that colour mean?"
    choices = (*WORDS, NO_HEALTH)
    question = Question(
        f"colour:{colour}", inquiry.region.sheet, "", text, choices, _likely(colour)
    )
    return inquiry.put(question)


def _likely(colour: str) -> str:
    """Word of the hue."""
    red, green, blue = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    hue, _, saturation = rgb_to_hls(red, green, blue)
    degrees = hue * 360
    if saturation < GREY_BELOW:
        return NO_HEALTH
    return next((word for word, first, end in HUES if first <= degrees < end), NO_HEALTH)
