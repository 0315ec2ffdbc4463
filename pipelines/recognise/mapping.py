"""Columns of a region: what each fills, in which unit, how sure, and why."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from pipelines.headers import is_money_unit
from pipelines.periods import MONTH, QUARTER, Period
from pipelines.recognise.columns import Field
from pipelines.recognise.content import ENOUGH
from pipelines.recognise.grid import Grid
from pipelines.recognise.header_words import NEAR
from pipelines.recognise.known_names import LIFE, Candidate
from pipelines.recognise.principal import LEAST_SCORE, Reading
from pipelines.recognise.titles import Titles
from pipelines.recognise.week_days import UNKNOWN_WEEK
from pipelines.region import RegionColumn, Target
from pipelines.sources import Source
from pmo.tables import MINUTES, MONEY, column_of

LEAST_GATES = 2  # date columns of a register, besides its known ones, that make them milestones
KNOWN_GATES = ("approved_date", "closed_date")
BOOKKEEPING = ("updated", "created", "modified", "changed", "viewed", "reported", "exported")
RECURRING = frozenset(  # dates that move on by themselves are no gates
    (
        *("last", "next", "latest", "previous", "letzte", "letzter", "nächste", "nächster"),
        *("dernier", "dernière", "prochain", "prochaine", "último", "última", "próximo", "próxima"),
    )
)


@dataclass(frozen=True)
class Recognised:
    """One table of a sheet as recognition understands it, before it becomes a region."""

    grid: Grid
    header_line: int
    fields: Sequence[Field]
    reading: Reading
    source: Source | None
    titles: Titles
    fiscal_year_start_month: int
    units_below: Mapping[int, str]  # units that a line below the header states
    week: date = UNKNOWN_WEEK  # first day of the week whose days go across
    gate_column: str = "actual_date"  # what the dates of gate columns are
    is_coded: bool = False  # its headers are codes of a program, which its source knows

    @property
    def gates(self) -> tuple[Field, ...]:
        """Date columns of a project register that no known name explains: its gates."""
        if self.reading.table.name != "projects":
            return ()
        gates = tuple(one for one in self.fields if self._is_gate(one))
        return gates if len(gates) >= LEAST_GATES else ()

    def is_beside(self, one: Field) -> bool:
        """Whether the format settles that a field fills tables beside the principal one alone."""
        tables = {each.target.table for each in one.settled or ()}
        return bool(tables) and self.reading.table.name not in tables

    def _is_gate(self, one: Field) -> bool:
        is_free = one.settled is None and one.header.name and not one.is_change
        is_spoken_for = {one.position} & {*self.reading.choices, *self.reading.passed_over}
        is_bookkeeping = any(word in one.header.name for word in BOOKKEEPING)
        is_bookkeeping = is_bookkeeping or bool(RECURRING & {*one.header.name.split()})
        dates = one.profile.share(one.profile.dates)
        return bool(is_free and not is_spoken_for and not is_bookkeeping and dates >= ENOUGH)


def columns(table: Recognised) -> tuple[RegionColumn, ...]:
    """Every column of the table, those that fill nothing included."""
    return tuple(_column(table, one) for one in table.fields)


def _column(table: Recognised, one: Field) -> RegionColumn:
    choice = table.reading.choices.get(one.position)
    targets, score, why = _targets(table, one, choice)
    return RegionColumn(
        header=one.header.text,
        position=one.position,
        header_cell=table.grid.cell(table.header_line, one.position),
        targets=targets,
        unit=_unit(table, one, targets),
        score=round(score, 2),
        why=why,
        states_change_of=one.states_change_of,
    )


def _targets(
    table: Recognised, one: Field, choice: Candidate | None
) -> tuple[tuple[Target, ...], float, str]:
    """What a field fills, how sure, and why; or why it fills nothing."""
    if one.settled and (table.is_coded or table.is_beside(one)):
        return tuple(each.target for each in one.settled), 1.0, one.settled[0].why
    gate = _gate(table, one)
    if _is_parent_of_team(table, one):
        target = Target("groups", "group_id", (("level", "department"),))
        return (target,), 1.0, f'header "{one.header.shown}" names the department of the team'
    if choice:
        target = _finished(table, choice)
        is_gate = bool(table.gates) and target.column in KNOWN_GATES
        return (target, gate) if is_gate else (target,), choice.score, choice.why
    if one in table.gates:
        dates = f"{one.profile.dates} of {one.profile.cells} {one.profile.noun} are dates"
        return (gate,), 0.8, f"{dates}; a date column of a register is one of its gates"
    return (), 0.0, _why_not(table, one)


def _is_parent_of_team(table: Recognised, one: Field) -> bool:
    """Whether a department stands beside the team of a person."""
    passed_over = table.reading.passed_over.get(one.position)
    return bool(passed_over and passed_over.target.name == "people.group_id" and _is_group(one))


def _is_group(one: Field) -> bool:
    """Whether a header names a group above teams."""
    return any(meaning.target.table == "project_groups" for meaning in one.meanings)


def _gate(table: Recognised, one: Field) -> Target:
    name = one.header.text.replace("\n", " ").strip()
    return Target("milestones", table.gate_column, (("milestone_name", name),))


def _finished(table: Recognised, choice: Candidate) -> Target:
    """Target with its span: the days of a month or of a fiscal year."""
    target, period = choice.target, choice.period
    if target.name == "people.group_id":
        one = next(o for o in table.fields if table.reading.choices.get(o.position) is choice)
        return replace(target, fixed=(("level", "department" if _is_group(one) else "team"),))
    if period and target.column in ("planned_minutes", "demand_minutes"):
        first, _ = period.days(table.fiscal_year_start_month)
        return replace(target, fixed=(("month_date", first.isoformat()),))
    if target.name == "time_entries.booked_minutes" and target.fixed:
        return _on_its_day(table, choice)
    if target.name != "budget_lines.amount":
        return target
    fixed = dict(target.fixed)
    if "period_start_date" in table.reading.columns:
        fixed["period_kind"] = MONTH  # each row states its own month
    elif "period_kind" not in table.reading.columns:
        fixed.setdefault("period_kind", LIFE)
    if period:
        fixed |= _span(period, table.fiscal_year_start_month)
    return replace(target, fixed=tuple(fixed.items()))


def _span(period: Period, fiscal_year_start_month: int) -> dict[str, str]:
    """Kind and days of a span; a quarter counts in its last month, as is asked."""
    first, last = period.days(fiscal_year_start_month)
    is_quarter = period.kind == QUARTER
    return {
        "period_kind": MONTH if is_quarter else period.kind,
        "period_start_date": (last.replace(day=1) if is_quarter else first).isoformat(),
        "period_end_date": last.isoformat(),
    }


def _on_its_day(table: Recognised, choice: Candidate) -> Target:
    """Target of a day of the week with its date; other fixed words, such as a clock's, stay."""
    one = next(o for o in table.fields if table.reading.choices.get(o.position) is choice)
    if one.day is None:
        return choice.target
    day = one.day.date_of(table.week)
    return replace(choice.target, fixed=(("work_date", day.isoformat()),))


def _unit(table: Recognised, one: Field, targets: Sequence[Target]) -> str:
    """Unit of a column: its own, the format's, the one below the header, or the note's above."""
    own = one.header.unit or (table.source.unit(one.header.text) if table.source else "")
    own = own or table.units_below.get(one.position, "")
    types = {column_of(target.name).type for target in targets}
    note = table.titles.money_unit if MONEY in types else ""
    if MONEY in types and own and not is_money_unit(own):
        own = ""
    if MINUTES in types:
        note = table.titles.effort_unit or _unit_of_total(table)
    if one.states_change_of == "projects.forecast_finish_date":
        note = "days"
    return own or note


def _unit_of_total(table: Recognised) -> str:
    """Unit in the header of a column that adds up the months beside it: "Total hours"."""
    units = (one.header.unit for one in table.fields if one.adds_up)
    return next((unit for unit in units if unit and not is_money_unit(unit)), "")


def _why_not(table: Recognised, one: Field) -> str:
    """Say why a field fills nothing."""
    header = f'header "{one.header.shown}"'
    source = f"is known to {table.source.name}" if table.source else "was decided"
    passed_over = table.reading.passed_over.get(one.position)
    reasons = (
        (not one.header.text, "no header"),
        (one.settled is not None, f"{header} {source} and not loaded"),
        (one.left, one.left),
        (one.adds_up, f"{header} adds up the columns beside it, which are loaded"),
        (
            one.states_change_of,
            f"{header} states the change of a column that is loaded; it is computed again",
        ),
        (one.is_change, f"{header} states a difference, which is computed again, never loaded"),
        (
            one.span and one.span.kind == QUARTER,
            f"{header} is a quarter, of which nothing is loaded here",
        ),
        (passed_over, passed_over and _passed_over(passed_over)),
        (denied := _denied(table, one), denied),
    )
    unknown = f"{header} is no known name of a column of {in_words(table.reading.table.name)}"
    return next((str(why) for holds, why in reasons if holds), unknown)


def _denied(table: Recognised, one: Field) -> str:
    """Say of a known header what speaks against it: its cells; empty where nothing does."""
    named = {each.target.name for each in one.meanings if each.score >= NEAR}
    offered = (each for each in one.candidates(table.reading.table) if each.target.name in named)
    weak = next((each for each in offered if each.score < LEAST_SCORE), None)
    return f"{weak.why}, so that it is not loaded" if weak else ""


def _passed_over(candidate: Candidate) -> str:
    """Say to what a field lost its place."""
    return f"another column agrees better with {in_words(candidate.target.column)}"


def in_words(name: str) -> str:
    """Canonical name as it is read: "budget lines"."""
    return name.replace("_", " ")
