"""What each record of a table is: data, a total, a repeated header, blank, or left aside."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

import polars as pl

from pipelines.headers import UNIT, normalise
from pipelines.region import BLANK, DATA, IGNORED, REPEATED_HEADER, TOTAL

TOTAL_WORD = (
    r"(?i)^\W*(?:(?:grand|sub|over-?all|report|page|running|portfolio|programme)[ -]?)?"
    r"(?:totals?|sum|summe|gesamt(?:summe)?|zwischensumme|sous-total|suma|soma|subtotale?s?|"
    r"(?:sub|eind)?totaal)"
    r"(?: (?:general|geral|général|global|overall|gesamt))?\W*$"
)
# One of them is in each such word and phrase, and found at once.
TOTAL_STEMS = ["total", "totaal", "sum", "gesamt", "soma"]
TOTAL_PHRASE = (
    r"(?i)^\W*(?:(?:grand|sub|over-?all)[ -]?)?(?:totals?|summe|gesamt|zwischensumme|sous-total|"
    r"suma|soma|subtotale?s?)\b|\b(?:sub-?)?totals?\W*$"
)
PLACEHOLDER = r"(?i)^(?:\[[^\]]*\]|<[^>]*>|xx+|\{[^}]*\}|e\.?g\.?[: ].*|example\b.*)$"
LEGEND = (
    r"(?i)^(?:(?:rag|status|health|colou?r)[ -])?(?:legende?|légende|leyenda|legenda|key|notes?|"
    r"footnotes?|anmerkung(?:en)?|hinweise?|remarques?|notas?|abbreviations|abkürzungen)"
    r"(?: to [\w ]+)?\W*$"
)
FOOTER = (  # what stands below a table in two cells: a label and what it says
    r"(?i)^(?:[^:]{2,40}:|(?:prepared|approved|reviewed|signed|printed|compiled|issued|updated|"
    r"(?:last|date) (?:updated|reviewed|printed))(?: (?:by|on|at|off))*\b.*|source\b.*|"
    r"erstellt (?:von|am)\b.*|stand\W*|quelle\b.*|fuente\b.*|fonte\b.*)$"
)
INSTRUCTION = (
    r"(?i)^(?:please|bitte|veuillez|por favor|instructions?|guidance|how to|fill in|enter|insert|"
    r"add (?:a|one|your)|do not|note:|hint:|n\.?b\.?[: ])\b"
)
HINT = re.compile(
    rf"{UNIT.pattern}|(?:dd|mm|yy(?:yy)?)(?:[./ -](?:dd|mmm?|yy(?:yy)?)){{1,2}}|text|number|dates?|"
    r"free text|mandatory|optional|required|drop-?down.*|list|choice|y/n|yes/no|r/?a/?g|currency|"
    r"unit|name|string|integer|decimal|format:.*|please .*|select .*|enter .*"
)
LEAST_HINTS = 2
MOSTLY = 0.6
LABEL_FIELDS = 3  # labels of totals stand in the first text fields
USUAL = 0.75  # quantile; most records are data
HEADING, PLACEHOLDERS = "heading", "placeholder"  # marks of records that say more than their role
NARROW = 4  # a table of fewer fields has no headings between its records


@dataclass(frozen=True)
class Body:
    """Records below a header, and what is needed to tell them apart."""

    cells: pl.DataFrame  # of the fields of the table only
    first: int
    last: int
    headers: Sequence[tuple[int, str]]  # field and header text of the last header line
    labels: Sequence[int]  # fields that may hold the label of a total, in order
    is_described: bool = False  # the first record holds units or descriptions


def roles(body: Body) -> pl.DataFrame:
    """Role of every ``record`` and, for every role but data, the reason (``why``).

    ``mark`` tells headings and placeholders from other records; ``written`` is their text.
    """
    records = pl.DataFrame({"record": pl.int_range(body.first, body.last + 1, eager=True)})
    labels = body.cells.filter(pl.col("column").is_in(list(body.labels[:LABEL_FIELDS])))
    has_stem = pl.col("text").str.contains_any(TOTAL_STEMS, ascii_case_insensitive=True)
    perhaps = body.cells.filter(has_stem)
    found = (
        _counts(body.cells),
        _total_labels(labels, perhaps, body),
        _repeats(body),
        _placeholders(labels, body),
    )
    marks = records.cast(pl.Int32)
    for marked in found:
        marks = _beside(marks, marked)
    return _judged(marks, body).select("record", "role", "why", "mark", "written")


def _beside(marks: pl.DataFrame, marked: pl.DataFrame) -> pl.DataFrame:
    """Put what was found of some records beside all of them."""
    if marked.is_empty():
        names = [name for name in marked.columns if name != "record"]
        return marks.with_columns(pl.lit(None, marked.schema[name]).alias(name) for name in names)
    if marked["record"].equals(marks["record"]):  # no record is blank: the usual case
        return marks.hstack(marked.drop("record"))
    return marks.join(marked, on="record", how="left", maintain_order="left")


def units_below(cells: pl.DataFrame) -> dict[int, str] | None:
    """Units by field, if the first record below a header holds units or descriptions only."""
    texts = {field: text.strip("()[] ") for field, text in cells.select("column", "text").rows()}
    hints = [text for text in texts.values() if HINT.fullmatch(normalise(text))]
    if len(texts) < LEAST_HINTS or len(hints) < len(texts) * MOSTLY:
        return None
    return {field: text for field, text in texts.items() if UNIT.fullmatch(normalise(text))}


def _judged(marks: pl.DataFrame, body: Body) -> pl.DataFrame:
    """Turn the marks of each record into one role and its reason."""
    usual_texts = marks.select(pl.col("texts").quantile(USUAL).fill_null(0)).item()
    is_word = pl.col("label").str.contains(TOTAL_WORD)
    is_sparse = pl.col("texts") <= usual_texts / 2
    is_total = pl.col("label").is_not_null() & (is_word | is_sparse | pl.col("is_of_group"))
    is_described = (pl.col("record") == body.first) & pl.lit(body.is_described)
    is_wide = pl.lit(len(body.headers) >= NARROW)
    is_lone = pl.col("lone").is_not_null() & is_wide
    is_explained = (_is_explained(marks) | _is_signed(marks)) & is_wide
    is_instruction = is_lone & pl.col("lone").str.contains(INSTRUCTION)
    last_data = pl.col("record").filter((pl.col("filled") > 1) & ~is_explained).max()
    choices = (
        (pl.col("filled").is_null(), BLANK, pl.lit("no cell is filled"), ""),
        (is_described, IGNORED, pl.lit("units or descriptions below the header"), ""),
        (pl.col("repeated").is_not_null(), REPEATED_HEADER, pl.lit("the header once more"), ""),
        (
            pl.col("placeholder").is_not_null(),
            IGNORED,
            _quoting("placeholder", "placeholder"),
            PLACEHOLDERS,
        ),
        (is_total, TOTAL, _quoting("labelled", "label"), ""),
        (
            (is_lone & (pl.col("record") > last_data)) | is_explained,
            IGNORED,
            _quoting("note below the table", "begins"),
            "",
        ),
        (is_instruction, IGNORED, _quoting("instruction", "lone"), ""),
        (is_lone, IGNORED, _quoting("heading of a section", "lone"), HEADING),
    )
    first = pl.coalesce(
        pl.when(condition).then(pl.lit(number, pl.Int8))
        for number, (condition, *_) in enumerate(choices)
    )
    chosen = marks.with_columns(choice=first, role=pl.lit(DATA), why=pl.lit(""), mark=pl.lit(""))
    others = [
        chosen.filter(choice=number).with_columns(role=pl.lit(name), why=reason, mark=pl.lit(what))
        for number, (_, name, reason, what) in enumerate(choices)
    ]
    data = chosen.filter(pl.col("choice").is_null())
    return pl.concat([data, *others]).sort("record").with_columns(written="begins")


def _is_explained(marks: pl.DataFrame) -> pl.Expr:
    """Whether a record is part of a legend: sparse, below the label of one."""
    is_sparse = _is_short(marks)
    last_full = pl.col("record").filter(~is_sparse).max()
    is_legend = _begins_so(is_sparse, LEGEND)
    is_below = is_legend.fill_null(value=False) & (pl.col("record") > last_full)
    return is_sparse & (pl.col("record") >= pl.col("record").filter(is_below).min())


def _begins_so(is_short: pl.Expr, pattern: str) -> pl.Expr:
    """Whether a short record begins like this; the others, nearly all, are not looked at."""
    return pl.when(is_short).then("begins").str.contains(pattern)


def _is_short(marks: pl.DataFrame) -> pl.Expr:
    """Whether a record has at most half of the cells that records usually have."""
    usual = marks.select(pl.col("filled").quantile(USUAL).fill_null(0)).item()
    return pl.col("filled") <= usual / 2


def _is_signed(marks: pl.DataFrame) -> pl.Expr:
    """Whether a record only says who made the table or when: below it, after a blank one."""
    is_footer = _begins_so(_is_short(marks), FOOTER)
    last_other = pl.col("record").filter(pl.col("filled").is_not_null() & ~is_footer).max()
    is_gap = pl.col("filled").is_null() & (pl.col("record") == last_other + 1)
    is_apart = is_gap.any()
    return is_footer & is_apart & (pl.col("record") > last_other)


def _quoting(words: str, column: str) -> pl.Expr:
    return pl.format(words + ' "{}"', pl.col(column).str.slice(0, 80))


def _counts(cells: pl.DataFrame) -> pl.DataFrame:
    """Filled cells and texts of each record, and the text of those with one text alone."""
    cells = cells if cells["row"].is_sorted() else cells.sort("row", maintain_order=True)
    rows = cells["row"]
    starts = (rows != rows.shift(1)).fill_null(value=True).arg_true()
    ends = starts.shift(-1, fill_value=cells.height)
    texts = (cells["kind"] != "number").cum_sum().gather(ends - 1) if cells.height else starts
    first = cells[starts].select("kind", begins=pl.col("text").str.strip_chars())
    filled = pl.DataFrame(
        {
            "record": rows.gather(starts),
            "filled": ends - starts,
            "texts": texts - texts.shift(1, fill_value=0),
        }
    )
    is_lone_text = pl.when(pl.col("filled") == 1, pl.col("kind") == "text")
    return filled.hstack(first).with_columns(lone=is_lone_text.then("begins")).drop("kind")


def _total_labels(labels: pl.DataFrame, perhaps: pl.DataFrame, body: Body) -> pl.DataFrame:
    """Label of each record that speaks of a total, and whether it is that of another label.

    The label may stand right before the sums, over numbers or where no header is, if it is the
    word alone. Only the cells that are ``perhaps`` labels hold a part of such a word.
    """
    is_label = pl.col("column").is_in(list(body.labels[:LABEL_FIELDS]))
    is_phrase = pl.col("text").str.contains(TOTAL_PHRASE)
    is_word = pl.col("text").str.strip_chars().str.contains(TOTAL_WORD)
    found = pl.concat([perhaps.filter(is_label, is_phrase), perhaps.filter(is_word)])
    others = set(labels["text"].str.strip_chars().unique()) if found.height else set()
    rest = pl.col("label").str.replace(TOTAL_PHRASE, "").str.strip_chars(" :-")
    return (
        found.group_by(pl.col("row").alias("record"))
        .agg(pl.col("text").first().str.strip_chars().alias("label"))
        .with_columns(is_of_group=rest.is_in(list(others)) & (rest != ""))
    )


def _repeats(body: Body) -> pl.DataFrame:
    """Records of which most cells equal the header above them."""
    header = pl.DataFrame(
        body.headers, schema={"column": pl.Int32, "header": pl.String}, orient="row"
    )
    field, name = body.headers[0]
    is_name = pl.col("text").str.strip_chars() == name.strip()
    rows = body.cells.filter(column=field).filter(is_name).select("row")
    return (
        body.cells.join(rows, on="row", how="semi")
        .join(header, on="column")
        .group_by(pl.col("row").alias("record"))
        .agg((pl.col("text").str.strip_chars() == pl.col("header").str.strip_chars()).mean())
        .filter(pl.col("text") > 0.6)  # noqa: PLR2004 - most of the cells
        .select("record", repeated=pl.lit(value=True))
    )


def _placeholders(labels: pl.DataFrame, body: Body) -> pl.DataFrame:
    """Records of a template that nobody has filled in."""
    is_first = pl.col("column").is_in(list(body.labels[:1]))
    return (
        labels.filter(is_first)
        .filter(pl.col("text").str.contains(PLACEHOLDER))
        .group_by(pl.col("row").alias("record"))
        .agg(pl.col("text").first().alias("placeholder"))
    )
