"""What recognition asks about the structure of a sheet, and what was answered before."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from pipelines.answers import question_id
from pipelines.headers import normalise, read_header
from pipelines.months import month_of
from pipelines.periods import StatedYear
from pipelines.recognise.known_names import Candidate, candidates
from pipelines.recognise.layout import HeaderLine
from pipelines.recognise.mapping import Recognised
from pipelines.recognise.principal import EQUAL_WITHIN, ESSENTIALS, Reading
from pipelines.recognise.stated_date import StatedDate
from pipelines.region import RegionColumn, Target
from pmo.ledger import Question
from pmo.tables import BUDGET_LINES

SURE = 0.8  # below it a required decision is a question
IGNORE = "ignore"
QUARTERS, LAST_MONTH, LEAVE_OUT = "quarters", "last month", "leave out"
LIKE = "like "  # before another header: the column means what that header says
MONTH_NAMES = ("January", "February", "March", "April", "May", "June", "July", "August",
               "September", "October", "November", "December")  # fmt: skip
USUAL_FISCAL_START = {"GBP": 4, "INR": 4, "JPY": 4, "CAD": 4, "SGD": 4, "HKD": 4, "ZAR": 4,
                      "AUD": 7, "EGP": 7, "USD": 10, "THB": 10}  # fmt: skip
MUST_BE_NAMED = {  # keys that a table cannot do without, though a file may leave them out
    "tasks": ("project_id",),
    "milestones": ("project_id",),
    "risks": ("project_id",),
    "time_entries": ("person_id",),
    "budget_lines": ("project_id", "measure"),
}
OF_BOOKS = {  # what the amounts of a list are that names invoices or postings, and orders
    "actual": re.compile(
        r"\b(?:invoices?|inv|posting|posted|voucher|journal|rechnungs?\w*|buchungs\w+|beleg\w*|"
        r"factur\w+|factura|fatura|fattura|faktura\w*|comptable|contable)\b"
    ),
    "commitment": re.compile(r"\b(?:po|purchase orders?|orders?|bestellung\w*|commande|pedido)\b"),
}
WHAT = {
    "project_id": "No column says which project these rows belong to. Name it.",
    "person_id": "No column says whose time this is. Name the person.",
    "measure": "No column says what the amounts are. Choose it.",
}


@dataclass(frozen=True)
class Decided:
    """Answers of a person as they concern one sheet."""

    sheet: str
    answers: Mapping[str, str]
    place: int = 1  # first, second table of the sheet

    def at(self, place: int) -> "Decided":
        """Answers as they concern one table of the sheet."""
        return replace(self, place=place)

    def id_of(self, what: str, header: str = "") -> str:
        """Id of a question about this sheet, equal next month."""
        return question_id(what, self.sheet, header, place=self.place)

    def answer(self, what: str, header: str = "") -> str | None:
        """Return the answer to a question about this sheet."""
        return self.answers.get(self.id_of(what, header))

    @property
    def table(self) -> str | None:
        """Table that a person chose for the sheet, or "ignore"."""
        return self.answer("table")

    @property
    def header_line(self) -> int | None:
        """Last header line that a person named."""
        answer = self.answer("header_row")
        return int(answer) if answer and answer.isdigit() else None

    @property
    def year(self) -> StatedYear | None:
        """Year that a person named for months without one."""
        answer = self.answer("year")
        return StatedYear(int(answer)) if answer and answer.isdigit() else None

    @property
    def status_date(self) -> date | None:
        """Status date that a person named."""
        answer = self.answers.get("status_date")
        return date.fromisoformat(answer) if answer else None

    @property
    def fiscal_year_start_month(self) -> int | None:
        """Month that a person named as the first of the fiscal year."""
        answer = self.answers.get("fiscal_year_start", "")
        return month_of(answer) or (int(answer) if answer.isdigit() else None)

    def settled(self, header: str, meanings: Sequence[Candidate]) -> tuple[Candidate, ...] | None:
        """Meaning that a person gave a column; empty: it is to be left alone; None: not asked."""
        answer = self.answer("column", header)
        if answer is None:
            return None
        if answer == IGNORE:
            return ()
        if answer.startswith(LIKE):
            return _like(header, answer.removeprefix(LIKE))
        table, _, column = answer.partition(".")
        why = f'"{header}" was decided to be {answer}'
        known = next((each.target for each in meanings if each.target.name == answer), None)
        return (Candidate(known or Target(table, column), 1.0, why, is_settled=True),)


def _like(header: str, other: str) -> tuple[Candidate, ...]:
    """Meanings of a header that a person gave another column."""
    why = f'"{header}" was decided to be what "{other}" is'
    return tuple(replace(each, why=why, is_settled=True) for each in candidates(read_header(other)))


def about_table(decided: Decided, found: Sequence[Reading]) -> Iterator[Question]:
    """Ask which table the rows are, where two explain the headers almost equally well."""
    best, *others = found
    near = [each.table.name for each in others if _is_near(each, best)]
    if decided.table or not near:
        return
    names = " or ".join(name.replace("_", " ") for name in (best.table.name, *near))
    text = f"The rows may be {names}. Which are they?"
    choices = (best.table.name, *near, IGNORE)
    yield Question(decided.id_of("table"), decided.sheet, "", text, choices, best.table.name)


def about_unknown(decided: Decided, tables: Sequence[str]) -> Iterator[Question]:
    """Ask what a list is whose columns are known in part only."""
    if not tables or decided.table:
        return
    names = " or ".join(name.replace("_", " ") for name in tables)
    text = f"Some columns are known, but not enough to tell the list. Are the rows {names}?"
    yield Question(decided.id_of("table"), decided.sheet, "", text, (*tables, IGNORE), None)


def _is_near(other: Reading, best: Reading) -> bool:
    """Whether a table explains nearly as much; not if it explains a part of the same fields."""
    is_part = {*other.choices} < {*best.choices}
    return best.fit - other.fit < EQUAL_WITHIN and not is_part


def about_header(
    decided: Decided, header: HeaderLine, rivals: Sequence[HeaderLine]
) -> Iterator[Question]:
    """Ask which line is the header, where none is sure or two are alike."""
    near = [each for each in rivals if header.score - each.score < EQUAL_WITHIN]
    if decided.header_line or (header.score >= SURE and not near):
        return
    lines = (header, *near)
    text = f"Line {header.last} seems to be the header ({header.why}). Which line is it?"
    choices = tuple(dict.fromkeys(str(line.last) for line in lines))
    yield Question(decided.id_of("header_row"), decided.sheet, "", text, choices, str(header.last))


def about_columns(
    decided: Decided, table: Recognised, columns: Sequence[RegionColumn]
) -> Iterator[Question]:
    """Ask about columns that are not sure: the table needs them, or the format leaves it open."""
    yield from _open_columns(decided, table, columns)
    name = table.reading.table.name
    essential = {f"{name}.{column}" for group in ESSENTIALS.get(name, ()) for column in group}
    for column in columns:
        needed = [target.name for target in column.targets if target.name in essential]
        if needed and column.score < SURE:
            yield _about_column(decided, column, needed[0], needed[0], f" {column.why}.")


def _open_columns(
    decided: Decided, table: Recognised, columns: Sequence[RegionColumn]
) -> Iterator[Question]:
    """Ask about columns of which the format does not say whether they hold something."""
    asked = table.source.asked if table.source else {}
    for column in columns:
        if column.header in asked and decided.answer("column", column.header) is None:
            yield _about_column(decided, column, asked[column.header], IGNORE)


def _about_column(
    decided: Decided, column: RegionColumn, filled: str, proposal: str, why: str = ""
) -> Question:
    return Question(
        decided.id_of("column", column.header),
        decided.sheet,
        column.header,
        f'Does "{column.header}" hold the {in_words(filled)}?{why}',
        (filled, IGNORE),
        proposal,
    )


def in_words(dotted: str) -> str:
    """Canonical column as a person says it: "project name of the projects"."""
    table, _, column = dotted.partition(".")
    return f"{column.replace('_', ' ')} of the {table.replace('_', ' ')}"


def about_missing(
    decided: Decided, table: Recognised, columns: Sequence[RegionColumn]
) -> Iterator[Question]:
    """Ask for what the table cannot do without and no column says."""
    name = table.reading.table.name
    for column in MUST_BE_NAMED.get(name, ()):
        if is_said(columns, f"{name}.{column}"):
            continue
        choices = tuple(BUDGET_LINES["measure"].words) if column == "measure" else ()
        yield Question(
            decided.id_of("value", f"{name}.{column}"),
            decided.sheet,
            "",
            WHAT[column],
            choices,
            _proposal(table, column),
        )


def is_said(columns: Sequence[RegionColumn], name: str) -> bool:
    """Whether every row says a canonical column, in a column or by what headers fix."""
    table, _, column = name.partition(".")
    targets = [target for each in columns for target in each.targets if target.table == table]
    if any(target.column == column for target in targets):
        return True
    amounts = [target for target in targets if target.column == "amount"]
    return bool(amounts) and all(column in dict(target.fixed) for target in amounts)


def _proposal(table: Recognised, column: str) -> str | None:
    """Propose what a title, or the name of the sheet or of the file, says; else the headers."""
    if column != "measure":
        return table.titles.subject if column == "project_id" else None
    texts = (*(text for _, text in table.titles.cells), table.titles.sheet, table.titles.file)
    for text in (" ".join(re.findall(r"[^\W_]+", normalise(text))) for text in texts):
        for measure, words in BUDGET_LINES["measure"].words.items():
            if any(f" {normalise(word)} " in f" {text} " for word in words):
                return measure
    headers = [normalise(one.header.text) for one in table.fields]
    return next((each for each, of in OF_BOOKS.items() if any(map(of.search, headers))), None)


def about_gates(decided: Decided, gates: Sequence[str], proposal: str) -> Iterator[Question]:
    """Ask whether the dates of gate columns have happened or are expected."""
    if not gates or decided.answer("milestone_dates"):
        return
    names = ", ".join(f'"{gate}"' for gate in gates)
    yield Question(
        decided.id_of("milestone_dates"),
        decided.sheet,
        "",
        f"Are the dates under {names} those on which the gates were passed, or forecasts?",
        ("actual", "forecast"),
        proposal,
    )


def about_fiscal_year(decided: Decided, currency: str | None) -> Question:
    """Ask in which month the fiscal year begins, where amounts of a year are loaded."""
    usual = USUAL_FISCAL_START.get(currency or "")
    return Question(
        "fiscal_year_start",
        decided.sheet,
        "",
        "Amounts of a year are loaded. In which month does the fiscal year begin?",
        MONTH_NAMES,
        MONTH_NAMES[usual - 1] if usual else None,
    )


def about_quarters(decided: Decided, labels: Sequence[str]) -> Iterator[Question]:
    """Ask whether amounts of quarters are taken, each for the last month of its quarter."""
    if not labels or decided.answer(QUARTERS):
        return
    shown = ", ".join(f'"{label}"' for label in labels[:3])
    yield Question(
        decided.id_of(QUARTERS),
        decided.sheet,
        "",
        f"Amounts are kept by month, and those under {shown} are of quarters. Take each for the "
        "last month of its quarter, or leave them out?",
        (LAST_MONTH, LEAVE_OUT),
        LAST_MONTH,
    )


def about_year(decided: Decided) -> Question:
    """Ask for the year of months that no header, title or name dates."""
    return Question(
        decided.id_of("year"),
        decided.sheet,
        "",
        "The months across have no year. Which year are they of?",
        (),
        None,
    )


def about_week(decided: Decided) -> Question:
    """Ask for the week of days that no header, title or name dates."""
    return Question(
        decided.id_of("week"),
        decided.sheet,
        "",
        "The days across have no date. Which week are they of? Answer with its first day, such as "
        "2026-03-02.",
        (),
        None,
    )


def about_status_date(decided: Decided, stated: StatedDate) -> Iterator[Question]:
    """Ask which of two readings of a stated date is meant, or whether a title states one."""
    if "status_date" in decided.answers or (stated.is_sure and not stated.other):
        return
    text = f"The status date in {stated.found} may be {stated.day} or {stated.other}. Which?"
    if not stated.other:
        text = (
            f"The title in {stated.found} names {stated.day}. Do the figures speak for that day? "
            "If not, answer with theirs, such as 2026-03-31."
        )
    yield Question("status_date", decided.sheet, "", text, (), stated.day.isoformat())
