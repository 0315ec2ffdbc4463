"""How many fields the records of a text have: the usual number, and the records with another."""

from collections import Counter
from dataclasses import dataclass, field

import polars as pl

MOST_UNUSUAL = 20_000  # records; a text with more has no usual number


@dataclass
class Widths:
    """Numbers of fields, gathered block by block."""

    counts: Counter[int] = field(default_factory=Counter)
    blocks: list[pl.DataFrame] = field(default_factory=list)

    def add(self, rows: pl.Series, widths: pl.Series) -> None:
        """Take in the first line of each record and how many fields it has."""
        counts = widths.value_counts()
        self.counts.update(dict(counts.iter_rows()))
        usual = self.usual
        of_block = pl.DataFrame([rows.alias("row"), widths.alias("width").cast(pl.Int32)])
        is_all_usual = counts.height == 1 and counts["width"][0] == usual
        self.blocks.append(of_block.head(1) if is_all_usual else of_block)

    @property
    def usual(self) -> int:
        """Number of fields that most records have, of those with more than one; 0 for none."""
        several = [(count, width) for width, count in self.counts.items() if width > 1]
        return max(several)[1] if several else 0

    @property
    def unusual(self) -> dict[int, int]:
        """Fields of each record that has another number of them, by its first line."""
        usual = self.usual
        found = [block.filter(pl.col("width") != usual) for block in self.blocks]
        rows = pl.concat(found) if found else pl.DataFrame()
        return dict(rows.iter_rows()) if rows.height <= MOST_UNUSUAL else {}
