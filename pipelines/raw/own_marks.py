"""The marks that we leave in a sender's workbook, and their removal where it comes back."""

import polars as pl

SIGN = "Milepost: "  # what our comments begin with
FILL = "E6D5F7"  # no colour of a traffic light


def without_our_marks(marks: pl.DataFrame) -> pl.DataFrame:
    """What a reader sees of cells besides their values, without the fill and comments of ours.

    Args:
        marks: rows of ``pipelines.book.MARK_SCHEMA``.
    """
    is_ours = pl.col("fill") == f"#{FILL}"
    before = pl.col("comment").str.split(SIGN).list.first().str.strip_chars_end()
    kept = marks.with_columns(
        fill=pl.when(is_ours).then(None).otherwise("fill"),
        comment=pl.when(before != "").then(before),
    )
    says_something = [pl.col(name).is_not_null() for name in ("format", "fill", "ink", "comment")]
    return kept.filter(
        pl.any_horizontal(*says_something, pl.col("is_struck").fill_null(value=False))
    )
