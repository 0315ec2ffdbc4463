"""What stands above a table: the unit of its amounts, the year of its months, its dates."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePath

from pipelines.headers import (
    BRACKETS,
    EFFORT_UNIT,
    MONEY_UNIT,
    SCALE_UNIT,
    currency_of,
    is_money_unit,
    is_unit,
    normalise,
)
from pipelines.months import full_year
from pipelines.periods import LABELLED_YEAR, StatedYear

INTRODUCED = re.compile(
    r"\b(?:(?:figures|amounts?|values?|costs?|all|budget|money|hours|effort|planned|allocations?)"
    r" (?:are )?in|units?(?: is| are)?:?|currency:?)"
    rf" (?P<unit>{MONEY_UNIT}(?: {SCALE_UNIT})?|{SCALE_UNIT}|{EFFORT_UNIT})(?!\w)",
    re.IGNORECASE,
)
ALONE = re.compile(rf"in (?:{MONEY_UNIT}|{SCALE_UNIT}|{EFFORT_UNIT})|{MONEY_UNIT}", re.IGNORECASE)
LAST_PART = re.compile(r"[,;:|]\s| [-\u2013\u2014] ")
YEAR = re.compile(r"(?<!\d)(?P<year>20\d\d)(?!\d)")
MEANINGLESS = re.compile(r"(?i)(?:sheet|tabelle|feuil|hoja|planilha|table|data|export|page)? ?\d*")


@dataclass(frozen=True)
class Titles:
    """Cells above a table, with the names of the sheet and the file."""

    cells: Sequence[tuple[str, str]]  # address and text, in reading order
    sheet: str
    file: str

    @property
    def units(self) -> tuple[str, ...]:
        """Units that a note states for the whole table, as written there."""
        return tuple(unit for _, text in self.cells for unit in _units(text))

    @property
    def money_unit(self) -> str:
        """Unit of all amounts, such as "in £ thousands"; empty where no note states one."""
        return next((unit for unit in self.units if is_money_unit(unit)), "")

    @property
    def effort_unit(self) -> str:
        """Unit of all working time, such as "fte"."""
        return next((unit for unit in self.units if not is_money_unit(unit)), "")

    @property
    def currency(self) -> str | None:
        """Currency of all amounts."""
        return currency_of(self.money_unit) if self.money_unit else None

    @property
    def subject(self) -> str | None:
        """Name of the sheet, else of the file, unless it says nothing."""
        names = (self.sheet, PurePath(self.file).stem)
        return next((name for name in names if name and not MEANINGLESS.fullmatch(name)), None)

    @property
    def year(self) -> StatedYear | None:
        """Year of months without one: from a title, else the sheet's or the file's name."""
        for text in (*(text for _, text in self.cells), self.sheet, self.file):
            name = normalise(text)
            if found := LABELLED_YEAR.search(name):
                return StatedYear(full_year(found["year"]), is_fiscal=True)
            if found := YEAR.search(name):
                return StatedYear(full_year(found["year"]))
        return None


def _units(text: str) -> list[str]:
    """Units that one title cell states."""
    plain = " ".join(text.split())
    found = [match["unit"] for match in INTRODUCED.finditer(plain)]
    brackets = [part.strip() for part in BRACKETS.findall(plain) if is_unit(part)]
    last = LAST_PART.split(plain)[-1].strip()  # "Budget by month, £"
    return found + ([last] if ALONE.fullmatch(last) else []) + brackets
