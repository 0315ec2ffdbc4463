"""Text cells without what nobody can see; raw text stays in the kept cells."""

import polars as pl

from pipelines.book import address
from pmo.ledger import Issue

LISTED_CELLS = 1_000  # of one rule on one sheet; the rest is one line with its number

_SPECIAL = r"[^\x20-\x5E\x60-\x7E]"  # the underscore, too: it begins an escape
_LINE_ESCAPE = r"_x000(?:A|D|a|d)_"  # as spreadsheet programs write a line break into XML
_CONTROL_ESCAPE = r"_x00(?:[01][0-9A-Fa-f]|7[Ff])_"
_LINE_BREAKS = r"[\r\n]+"
_CONTROL = r"[\x00-\x08\x0B\x0C\x0E-\x1F\x7F-\x{9F}]"
_INVISIBLE = (  # joiners, marks and overrides of direction, tag characters
    r"[\x{61C}\x{200B}-\x{200F}\x{202A}-\x{202E}\x{2060}-\x{2069}\x{E0000}-\x{E007F}]"
)
_BYTE_ORDER_MARK = "\ufeff"
_REPLACEMENT = "\ufffd"


def clean(cells: pl.DataFrame, sheet: str) -> tuple[pl.DataFrame, list[Issue]]:
    """Cells in composed Unicode, one kind of line break, nothing invisible, nothing trimmed.

    Control characters become the replacement character, so that no word or number closes over
    the gap; both they and invisible characters are listed.
    """
    text = pl.col("text")
    is_special = cells["text"].str.contains(_SPECIAL) & (cells["kind"] == "text")
    if not is_special.any():
        return cells, []
    numbered = cells.with_row_index("place")
    special = numbered.filter(is_special)
    broken = text.str.replace_all(_LINE_ESCAPE, "\n").str.replace_all(_LINE_BREAKS, "\n")
    visible = broken.str.replace_all(_INVISIBLE, "").str.replace_all(_BYTE_ORDER_MARK, "")
    tidy = (
        visible.str.replace_all(_CONTROL_ESCAPE, _REPLACEMENT)
        .str.replace_all(_CONTROL, _REPLACEMENT)
        .str.normalize("NFC")
    )
    found = special.with_columns(
        tidy=tidy,
        control_character=text.str.contains(_CONTROL_ESCAPE) | broken.str.contains(_CONTROL),
        confusable=text.str.contains(_INVISIBLE),
    )
    cleaned = (
        pl.concat(
            [
                numbered.filter(~is_special),
                found.with_columns(text="tidy").select(numbered.columns),
            ]
        )
        .sort("place")
        .filter(text != "")
        .drop("place")
    )
    return cleaned, [
        *_issues(found, sheet, "control_character", "Control characters were replaced; retype it."),
        *_issues(found, sheet, "confusable", "Characters that nobody can see were left out."),
    ]


def _issues(found: pl.DataFrame, sheet: str, rule: str, message: str) -> list[Issue]:
    cells = found.filter(pl.col(rule))
    issues = [
        Issue(sheet=sheet, cell=address(row, column), rule=rule, value=value, message=message)
        for row, column, value in cells.head(LISTED_CELLS)
        .select("row", "column", "text")
        .iter_rows()
    ]
    if unlisted := cells.height - len(issues):
        more = f"{unlisted:,} more cells of this sheet: {message}"
        issues.append(Issue(sheet=sheet, cell="", rule=rule, value="", message=more))
    return issues
