"""What each column of a table may mean: its header's names, held against its cells."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from pipelines.headers import LINE_BREAK, Header, is_money_unit, is_unit
from pipelines.periods import MONTH, QUARTER, YEAR, Period, StatedYear, is_total, period_in
from pipelines.recognise.content import ENOUGH, MOST, NOTHING, Profile, agreement, factor
from pipelines.recognise.gates import NamedDate
from pipelines.recognise.known_names import CHANGE_WORDS, Candidate, candidates
from pipelines.recognise.own_keys import GENERIC_IDS, Named, has_column, own_id, stand_ins
from pipelines.recognise.vocabulary import meaning_words
from pipelines.recognise.week_days import DAY, NamedDay, day_in
from pipelines.region import Target
from pipelines.week_names import ANY_YEAR, week_named
from pmo.tables import CANONICAL, Table

HEALTH_SHARE = 0.6  # of the cells, from which a column of status words is one of colours
BY_CONTENT = 0.95
BESIDE_BASELINE = 0.85  # taken only where a surer header has taken the baseline
BARE_DATES = {  # beside a baseline, dates that say nothing else are those now expected
    frozenset(("start",)): "forecast_start_date",
    frozenset(("finish",)): "forecast_finish_date",
    frozenset(("due",)): "forecast_finish_date",
}
PLANS = {  # what a date is, where its header does not say of what
    "original": "original_baseline_finish_date",
    "baseline": "baseline_finish_date",
    "forecast": "forecast_finish_date",
    "actual": "actual_finish_date",
}
PROJECT_WORDS = frozenset(("project", "projekt", "projet", "proyecto", "projeto", "initiative"))
STATUS_WORDS = frozenset(
    (
        *("status", "state", "stand", "statut", "estado", "project status", "current status"),
        *("situação", "projektstatus", "état", "estado del proyecto", "status do projeto"),
    )
)
SCALE_OF_GRADES = re.compile(r"(?:scale )?[01] ?(?:-|to|\.\.|/|bis|à|a) ?(?:[3-9]|10)")
RATED = ("risks.probability_share", "risks.impact_amount")  # often given as grades instead
IMPACT_WORDS = frozenset(("impact", "auswirkung", "impacto", "consequence"))
HEALTH_OF_WORD = {
    **dict.fromkeys(("schedule", "time", "timeline", "dates", "termine"), "health_schedule"),
    **dict.fromkeys(("budget", "cost", "costs", "finance", "financials", "kosten"), "health_cost"),
    **dict.fromkeys(("resources", "resource", "people", "resourcing"), "health_people"),
    **dict.fromkeys(("scope", "quality"), "health_scope"),
    **dict.fromkeys(("risk", "risks"), "health_risk"),
}
ACROSS = {  # tables that are sent with months across, and the column that the numbers fill
    "budget_lines": "amount",
    "assignments": "planned_minutes",
    "role_demand": "demand_minutes",
}
PLURALS = {MONTH: "months", QUARTER: "quarters", YEAR: "years"}
CUMULATIVE_WORDS = (" total ", " ytd ", " to date ", " year to date ", " ltd ", " cumulative ")
LATEST_WORDS = ("latest", "last", "since", "monthly", "this month", "recent")
DATE_WORDS = ("schedule", "finish", "completion", "end date", "date", "duration")
MONEY_WORDS = ("budget", "cost", "forecast", "spend")


@dataclass(frozen=True)
class Field:
    """One column of a table as recognition sees it."""

    position: int
    header: Header
    profile: Profile = NOTHING
    year: StatedYear | None = None  # of headers such as "Jan", from a title or an upper line
    across: str = ""  # the finest span that several headers of the table name, such as "month"
    settled: tuple[Candidate, ...] | None = None  # by a source or a person; empty: not loaded
    gate: NamedDate | None = None  # date of a gate across, where the table has several
    benefit: Candidate | None = None  # that it states, where no other column states it better
    clock: str = ""  # "in" or "out", where the table tells when work began and ended
    left: str = ""  # why it is left alone, where the columns beside it say so
    is_skill: bool = False  # whether the header is one of a row of skills
    is_effort: bool = False  # whether numbers across are working time, as the titles say

    @property
    def span(self) -> Period | None:
        """Month, quarter or year that the header names and nothing besides."""
        found = period_in(self.header.name, year=self.year)
        return found[0] if found and (not found[1] or is_unit(found[1])) else None

    @property
    def is_across(self) -> bool:
        """Whether the column is one of a row of months (or of years) with one number each."""
        return bool(self.across and self.span and self.span.kind == self.across)

    @property
    def day(self) -> NamedDay | None:
        """Day that the header names, where the table is one of days across."""
        return day_in(self.header.text) if self.across == DAY else None

    @property
    def is_total(self) -> bool:
        """Whether the header only adds up columns beside it."""
        last = self.header.lines[-1]
        found = period_in(last)
        return is_total(last) or bool(found and is_total(found[1]))

    @property
    def period(self) -> Period | None:
        """Month, quarter or year that the header names, whatever else it says."""
        found = period_in(self.header.name, year=self.year)
        return found[0] if found else None

    @property
    def adds_up(self) -> bool:
        """Whether the column repeats what a row of months or years beside it holds already."""
        if LINE_BREAK in self.header.name and is_total(self.header.lines[0]):
            return True
        if self.day or not self.across or (self.period and self.period.kind == self.across):
            return False
        words = f" {self.header.name} "
        return self.is_total or bool(self.span) or any(w in words for w in CUMULATIVE_WORDS)

    @property
    def is_change(self) -> bool:
        """Whether the column states a difference, which is computed again and never loaded."""
        words = f" {self.header.name} "
        is_change = any(f" {word} " in words for word in CHANGE_WORDS)
        is_prose = self.profile.cells and not self.profile.numbers
        return is_change and not is_prose and not self.meanings

    @property
    def states_change_of(self) -> str | None:
        """Canonical column whose change since the last report the column states."""
        name = self.header.name
        if not self.is_change or not any(word in name for word in LATEST_WORDS):
            return None
        if any(word in name for word in DATE_WORDS):
            return "projects.forecast_finish_date"
        return "budget_lines.amount" if any(word in name for word in MONEY_WORDS) else None

    @property
    def meanings(self) -> tuple[Candidate, ...]:
        """Everything that the header may mean, before the cells are looked at."""
        return candidates(self.header)

    def candidates(self, table: Table) -> Iterator[Candidate]:
        """Yield columns of a table that the field may fill, scored by header and cells."""
        if self.settled is not None:
            yield from (c for c in self.settled if c.target.table == table.name)
            return
        if self.adds_up or self.is_change or self.left:
            return
        if self.benefit:
            yield from [self.benefit] if table.name == "budget_lines" else []
            return
        for candidate in (
            *self.meanings,
            *stand_ins(Named(self.header, self.profile, self.meanings), table),
            *self._by_content(table),
            *self._of_measures(table),
            *self._of_items(table),
            *self._of_codes(table),
            *self._of_skill(table),
            *self._of_clock(table),
            *self._in_grades(table),
            *self._across(table),
            *self._of_week(table),
        ):
            if candidate.target.table == table.name and not self._is_misplaced(candidate, table):
                yield self._held_against_cells(candidate)

    def of_gate(self) -> Candidate | None:
        """Date of a gate that the column holds, where gates go across a list of projects."""
        if self.gate is None or self.settled is not None:
            return None
        name = (("milestone_name", self.gate.event),)
        column = self.gate.column.removesuffix("_date").replace("_", " ")
        why = f'header "{self.header.shown}" is the {column} date of one of several gates'
        return Candidate(Target("milestones", self.gate.column, name), BY_CONTENT, why)

    def _is_misplaced(self, candidate: Candidate, table: Table) -> bool:
        """Whether a bare "Key" numbers the rows themselves, or a status is no phase."""
        is_project = candidate.target.column == "project_id" and table.name != "projects"
        is_own = self.header.name in GENERIC_IDS and own_id(table) is not None
        return (is_project and is_own) or self._is_no_phase(candidate)

    def _is_no_phase(self, candidate: Candidate) -> bool:
        """Whether a status is no phase of a project, since its cells say how well it goes."""
        is_status = self.header.name in STATUS_WORDS
        has_colours = self.profile.share(self.profile.health) >= HEALTH_SHARE
        return candidate.target.name == "projects.phase" and is_status and has_colours

    def _across(self, table: Table) -> Iterator[Candidate]:
        """Yield the number that a month column holds in tables that go by month."""
        column = ACROSS.get(table.name)
        if not column or not self.is_across or (self.across != MONTH and column != "amount"):
            return
        if column == "amount" and self.is_effort and not self._is_money:
            return
        kind = (("period_kind", self.across),) if column == "amount" else ()
        why = f'header "{self.header.shown}" is one of a row of {self._spans}'
        yield Candidate(Target(table.name, column, kind), 1.0, why, self.span)

    @property
    def _spans(self) -> str:
        """What the columns across are, in words."""
        is_week = week_named(self.header.name, ANY_YEAR) is not None
        return "weeks" if is_week else PLURALS[self.across]

    @property
    def _is_money(self) -> bool:
        """Whether the header or most cells state a currency or its scale."""
        return is_money_unit(self.header.unit) or self.profile.share(self.profile.money) > MOST

    def _of_week(self, table: Table) -> Iterator[Candidate]:
        """Yield the time booked on one day of a week, where the days go across."""
        if table.name == "time_entries" and self.day:
            why = f'header "{self.header.shown}" is one of a row of days'
            target = Target("time_entries", "booked_minutes", (("work_date", self.day.text),))
            yield Candidate(target, 1.0, why)

    def _held_against_cells(self, candidate: Candidate) -> Candidate:
        if candidate.target.name in RATED and self.is_rating:
            return replace(candidate.times(0), why="the cells are grades of a scale")
        column = CANONICAL[candidate.target.table][candidate.target.column]
        found = agreement(self.profile, column, is_named=candidate.score >= BY_CONTENT)
        return replace(
            candidate.times(factor(found)),
            why=f"{candidate.why}; {found.words}",
        )

    @property
    def is_rating(self) -> bool:
        """Whether the cells are grades of a scale such as 1 to 5, not shares or amounts."""
        if SCALE_OF_GRADES.fullmatch(self.header.remark):
            return True
        if self.header.unit:
            return False
        grades, certain = self.profile.grades, self.profile.certain
        return bool(grades) and grades == self.profile.cells and certain < grades

    def _finish(self) -> Iterator[Candidate]:
        """Finish of a project under "Planned" or "Latest date": the plan alone is named."""
        plans = meaning_words(self.header.name)
        if (
            len(plans) == 1
            and plans <= PLANS.keys()
            and self.profile.share(self.profile.dates) >= ENOUGH
        ):
            (plan,) = plans
            why = f'header "{self.header.shown}" names a {plan} date and no event'
            yield Candidate(Target("projects", PLANS[plan]), BESIDE_BASELINE, why)

    def _of_measures(self, table: Table) -> Iterator[Candidate]:
        """Column of words such as "Budget" and "Actual", whatever its header says."""
        if table.name == "budget_lines" and self.profile.share(self.profile.measures) >= ENOUGH:
            why = f'the cells under "{self.header.shown}" say what the amounts are'
            yield Candidate(Target("budget_lines", "measure"), BY_CONTENT, why)

    def _of_items(self, table: Table) -> Iterator[Candidate]:
        """Column of words such as "Risk" and "Issue" in a log of them, whatever its header says."""
        if table.name == "risks" and self.profile.share(self.profile.items) >= ENOUGH:
            why = f'the cells under "{self.header.shown}" say what each entry is'
            yield Candidate(Target("risks", "risk_kind"), BY_CONTENT, why)

    def _of_codes(self, table: Table) -> Iterator[Candidate]:
        """Codes of people or projects under a header such as "Employee" or "Project"."""
        is_person = meaning_words(self.header.name) == {"person"}
        is_project = self.header.name in PROJECT_WORDS
        key = "person_id" if is_person else "project_id" if is_project else ""
        if self.profile.share(self.profile.ids) >= ENOUGH and has_column(table, key):
            why = f'header "{self.header.shown}" stands over codes'
            yield Candidate(Target(table.name, key), 1.0, why)

    def _of_skill(self, table: Table) -> Iterator[Candidate]:
        """Yield the level of a skill, where skills go across a list of people."""
        if table.name == "people_skills" and self.is_skill:
            name = (("skill", " ".join(self.header.text.split())),)
            why = f'header "{self.header.shown}" is one of several skills'
            yield Candidate(Target("people_skills", "skill_level", name), 0.9, why)

    def _of_clock(self, table: Table) -> Iterator[Candidate]:
        """Yield the time of coming or of going, between which the time is booked."""
        if table.name == "time_entries" and self.clock:
            why = f'header "{self.header.shown}" is the time of going {self.clock}'
            target = Target("time_entries", "booked_minutes", (("clock", self.clock),))
            yield Candidate(target, BY_CONTENT, why)

    def _in_grades(self, table: Table) -> Iterator[Candidate]:
        """Impact in words, such as "High", is a grade and no amount."""
        is_words = self.profile.cells and self.profile.share(self.profile.numbers) < MOST
        if table.name == "risks" and self.header.name in IMPACT_WORDS and is_words:
            why = f'header "{self.header.shown}" stands over words, not amounts'
            yield Candidate(Target("risks", "severity"), 0.9, why)

    def _by_content(self, table: Table) -> Iterator[Candidate]:
        """Meanings of ambiguous headers that the cells, or a baseline beside them, decide."""
        name = self.header.name
        if table.name != "projects" or not self.profile.cells:
            return
        if expected := BARE_DATES.get(meaning_words(name)):
            why = f'header "{self.header.shown}" is not the baseline, which another column holds'
            yield Candidate(Target("projects", expected), BESIDE_BASELINE, why)
        yield from self._finish()
        has_colours = self.profile.share(self.profile.health) >= HEALTH_SHARE
        why = f'header "{self.header.shown}" is decided by its cells'
        if has_colours and name in HEALTH_OF_WORD:
            yield Candidate(Target("projects", HEALTH_OF_WORD[name]), BY_CONTENT, why)
        if name not in STATUS_WORDS:
            return
        if has_colours:
            yield Candidate(Target("projects", "health_overall"), 1.0, why)
        elif (
            self.profile.share(self.profile.phases) < MOST
            and self.profile.share(self.profile.people) >= ENOUGH
        ):
            yield Candidate(Target("projects", "manager"), 1.0, why)
