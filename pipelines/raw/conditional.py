"""Conditional formats: the fills that simple rules give to cells; the others are told."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from xml.etree.ElementTree import Element  # only the name; defusedxml parses

import polars as pl

from pipelines.raw.grid import LAST_COLUMN, column_of
from pipelines.raw.xml_trees import children_of

RULES = 500  # of one sheet; beyond, they count as unread
AREAS = 100  # of one rule; a rule of more counts as unread
FILL_SCHEMA = {"row": pl.Int32, "column": pl.Int32, "fill": pl.String}

_AREA = re.compile(r"\$?([A-Z]{1,3})\$?([0-9]{1,7})(?::\$?([A-Z]{1,3})\$?([0-9]{1,7}))?")
_NUMBER = re.compile(r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[Ee][+-]?[0-9]{1,3})?")
_TEXT = re.compile(r'"((?:[^"]|"")*)"')
_COMPARISON = re.compile(r"(\$?)([A-Z]{1,3})(\$?)([0-9]{1,7})\s*(=|<>|<=|>=|<|>)\s*(.+)", re.DOTALL)

_Constant = float | str
_Test = Callable[[pl.Expr, _Constant], pl.Expr]
_COMPARE: Mapping[str, _Test] = {
    "equal": lambda value, other: value == other,
    "notEqual": lambda value, other: value != other,
    "lessThan": lambda value, other: value < other,
    "lessThanOrEqual": lambda value, other: value <= other,
    "greaterThan": lambda value, other: value > other,
    "greaterThanOrEqual": lambda value, other: value >= other,
}
_SIGNS = {
    "=": "equal",
    "<>": "notEqual",
    "<": "lessThan",
    "<=": "lessThanOrEqual",
    ">": "greaterThan",
    ">=": "greaterThanOrEqual",
}
_FIND: Mapping[str, Callable[[pl.Expr, str], pl.Expr]] = {
    "containsText": lambda text, part: text.str.contains(part, literal=True),
    "notContainsText": lambda text, part: ~text.str.contains(part, literal=True),
    "beginsWith": lambda text, part: text.str.starts_with(part),
    "endsWith": lambda text, part: text.str.ends_with(part),
}


@dataclass(frozen=True)
class Area:
    """A rectangle of cells, its borders included."""

    top: int
    left: int
    bottom: int
    right: int

    def holds(self) -> pl.Expr:
        """Whether a cell lies in it."""
        rows = pl.col("row").is_between(self.top, self.bottom)
        return rows & pl.col("column").is_between(self.left, self.right)


@dataclass(frozen=True)
class Rule:
    """One rule as the file has it; the smaller its priority, the sooner it wins."""

    areas: tuple[Area, ...]
    kind: str
    priority: int
    style: int | None  # number among the fills of rules
    operator: str
    text: str
    formulas: tuple[str, ...]


def rules_of(frame: Element | None) -> tuple[Rule, ...]:
    """The rules of a worksheet, those first that win."""
    rules = [
        _rule(entry, area.get("sqref", ""))
        for area in children_of(frame, "conditionalFormatting")
        for entry in children_of(area, "cfRule")
    ]
    return tuple(sorted(rules, key=lambda rule: rule.priority))


def filled(
    cells: pl.DataFrame, rules: tuple[Rule, ...], fills: tuple[str | None, ...]
) -> tuple[pl.DataFrame, list[Rule]]:
    """Row, column and fill of the cells that a rule colours, and the rules that were not read."""
    found = [pl.DataFrame(schema=FILL_SCHEMA)]
    unread = list(rules[RULES:])
    for rule in rules[:RULES]:
        if rule.style is not None and _fill(rule, fills) is None:
            continue  # it changes letters or borders only
        test = _test(rule, cells)
        if test is None or rule.style is None:
            unread.append(rule)
            continue
        hit = cells.filter(pl.any_horizontal([area.holds() for area in rule.areas]) & test)
        found.append(hit.select("row", "column", fill=pl.lit(_fill(rule, fills))))
    return pl.concat(found).unique(["row", "column"], keep="first", maintain_order=True), unread


def _rule(entry: Element, places: str) -> Rule:
    style, priority = entry.get("dxfId", ""), entry.get("priority", "")
    return Rule(
        areas=tuple(_areas(places)),
        kind=entry.get("type", ""),
        priority=int(priority) if priority.isdecimal() else 0,
        style=int(style) if style.isdecimal() else None,
        operator=entry.get("operator", ""),
        text=entry.get("text", ""),
        formulas=tuple((formula.text or "").strip() for formula in children_of(entry, "formula")),
    )


def _areas(places: str) -> Iterator[Area]:
    for place in places.split():
        if found := _AREA.fullmatch(place):
            left, top, right, bottom = found.groups()
            yield Area(
                top=int(top),
                left=column_of(left.encode()),
                bottom=int(bottom or top),
                right=column_of((right or left).encode()),
            )


def _fill(rule: Rule, fills: tuple[str | None, ...]) -> str | None:
    is_known = rule.style is not None and rule.style < len(fills)
    return fills[rule.style] if is_known and rule.style is not None else None


def _test(rule: Rule, cells: pl.DataFrame) -> pl.Expr | None:
    """Whether a cell meets the rule; None where the rule is not simple."""
    if not 0 < len(rule.areas) <= AREAS:
        return None
    if rule.kind in _FIND and rule.text:
        # The program compares texts without regard to case.
        return _FIND[rule.kind](pl.col("text").str.to_lowercase(), rule.text.lower())
    constants = [_constant(formula) for formula in rule.formulas]
    if rule.kind == "cellIs" and None not in constants:
        return _compared(rule.operator, [each for each in constants if each is not None])
    if rule.kind == "expression" and len(rule.formulas) == 1:
        return _of_another_cell(rule, cells)
    return None


def _compared(operator: str, constants: list[_Constant]) -> pl.Expr | None:
    if operator in _COMPARE and len(constants) == 1:
        return _met(operator, constants[0])
    if operator in ("between", "notBetween") and len(constants) == len(("first", "last")):
        low, high = constants
        inside = _met("greaterThanOrEqual", low) & _met("lessThanOrEqual", high)
        return inside if operator == "between" else ~inside
    return None


def _met(operator: str, constant: _Constant) -> pl.Expr:
    """A text is no number, so that it meets no comparison with one but "is not equal"."""
    is_number = pl.col("kind") == "number"
    if isinstance(constant, str):
        met = _COMPARE[operator](pl.col("text").str.to_lowercase(), constant.lower())
        other = is_number
    else:
        met = _COMPARE[operator](pl.col("text").cast(pl.Float64, strict=False), constant)
        other = ~is_number
    return pl.when(other).then(pl.lit(operator == "notEqual")).otherwise(met).fill_null(value=False)


def _of_another_cell(rule: Rule, cells: pl.DataFrame) -> pl.Expr | None:
    """A comparison such as ``$C2="Red"``, told for the first cell of the first area."""
    found = _COMPARISON.fullmatch(rule.formulas[0])
    constant = _constant(found[6]) if found else None
    if found is None or constant is None:
        return None
    first = rule.areas[0]
    row, column = int(found[4]), column_of(found[2].encode())
    is_row_fixed, is_column_fixed = bool(found[3]), bool(found[1])
    met = cells.filter(_met(_SIGNS[found[5]], constant))
    if is_row_fixed and is_column_fixed:
        is_met = not met.filter(Area(row, column, row, column).holds()).is_empty()
        return pl.lit(is_met)
    if is_column_fixed:
        rows = met.filter(pl.col("column") == column)["row"] + (first.top - row)
        return pl.col("row").is_in(rows.implode())
    if is_row_fixed:
        columns = met.filter(pl.col("row") == row)["column"] + (first.left - column)
        return pl.col("column").is_in(columns.implode())
    moved = met.select(_place(first.top - row, first.left - column)).to_series()
    return _place().is_in(moved.implode())


def _place(down: int = 0, right: int = 0) -> pl.Expr:
    """One number for the address of a cell, moved by rows and columns."""
    row = pl.col("row").cast(pl.Int64) + down
    return row * (2 * LAST_COLUMN) + pl.col("column") + right


def _constant(formula: str) -> _Constant | None:
    if text := _TEXT.fullmatch(formula):
        return text[1].replace('""', '"')
    return float(formula) if _NUMBER.fullmatch(formula) else None
