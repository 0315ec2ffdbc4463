"""What the cells under a header look like, and whether that agrees with what it may mean."""

from collections.abc import Sequence
from dataclasses import dataclass
from re import escape

import polars as pl

from pipelines.months import NAMES
from pipelines.scales import OPEN_SCALE, SCALE_OF_WORD
from pipelines.standing_words import NO, NOT_APPLICABLE, TO_BE_CONFIRMED, WITHHELD, YES
from pmo.currencies import CODES, SPELLINGS
from pmo.tables import (
    BOOLEAN,
    BUDGET_LINES,
    COUNT,
    DATE,
    DATETIME,
    MINUTES,
    MONEY,
    NUMBER,
    RISKS,
    SHARE,
    Column,
)

MONTHS = "|".join(sorted(" ".join(NAMES).split(), key=len, reverse=True))
ABSENT = "|".join(map(escape, (*TO_BE_CONFIRMED, *NOT_APPLICABLE)))
EXCUSED = (
    rf"(?i)^(?:[-\u2013?]+|#[a-z/0!?]+|{ABSENT}|not (?:available|set|known)|unknown)\.?$"
    rf"|{WITHHELD.pattern}"
)
WEEKDAYS = "mon|tue|wed|thu|fri|sat|sun"
DATE_TEXT = (
    rf"(?i)^(?:(?:{WEEKDAYS})[a-z]*\.?,? )?(?:\d{{1,4}}[./-]\d{{1,2}}[./-]\d{{1,4}}|20\d{{6}}"
    rf"|\d{{1,2}}[ ./-]*(?:{MONTHS})\.?[ ,./'-]*\d{{2,4}}|(?:{MONTHS})\.? \d{{1,2}},? \d{{4}}"
    rf"|\d{{4}}[ -](?:{MONTHS})[ -]\d{{1,2}})(?:[ tT,]+\d{{1,2}}:\d\d.*)?$"
)
SPAN_TEXT = (  # quarters, weeks, days without a year, and a date beside the one before it
    r"(?i)^(?:(?:fy|gj)?\s?'?(?:\d{2,4}(?:[/-]\d{2,4})?)?\s?(?:[qh] ?[1-4]|[1-4] ?[qh])\b.{0,10}"
    rf"|(?:fy|gj) ?'?\d{{2,4}}|20\d\d(?:[/-]\d\d)?|(?:{MONTHS})\.?"
    rf"|(?:early|mid|late|end|ende|mitte|anfang)[ -](?:of )?(?:{MONTHS})\.?[ '/-]*\d*"
    rf"|w/?c .{{4,}}|20\d\d ?-?w\d\d?|(?:kw|week|wk) ?\d\d?.*|\d{{1,2}}\.? ?(?:{MONTHS})\.?"
    r"|[^()]{4,14} ?\([^()]*\d[^()]*\))$"
)
SERIAL = r"^[2-7]\d{4}(?:\.\d+)?$"  # days from 1954 on, as spreadsheets count them
MONTH_TEXT = rf"(?i)^(?:20\d\d-[01]?\d|[01]?\d[/.-]20\d\d|(?:{MONTHS})\.?[ '/-]*\d{{2,4}})$"
SPELT = "|".join(map(escape, sorted(SPELLINGS, key=len, reverse=True)))
MONEY_MARK = rf"[£€$¥₹]|\b(?:{'|'.join(CODES)})\b"
SCALE = "|".join(sorted((*SCALE_OF_WORD, OPEN_SCALE), key=len, reverse=True))
NUMBER_TEXT = (
    rf"(?i)^[-+\u2212(]?\s*(?:{SPELT})?\s*[-+\u2212(]?\s*\d[\d.,'\s\u00a0\u202f]*(?:e[+-]?\d+)?"
    rf"\s*(?:%|(?:{SPELT})?\s*(?:{SCALE})?\.?\s*(?:{SPELT})?)\s*[)-]?$"
)
DURATION_TEXT = (
    r"(?i)^(?:\d+:\d\d(?::\d\d)?|\d+h ?\d*m?|pt\d.*"
    r"|[~]?[\d.,]+ ?(?:h|hrs?|hours?|d|days?|w|wks?|weeks?|mons?|mins?|m|pd|fte)\??)$"
)
COLOURS = r"red|amber|yellow|green|gr[ea]y|blue|orange"
HEALTH_TEXT = (
    rf"(?i)^(?:(?:{COLOURS})(?: ?/ ?(?:{COLOURS}))?|[ragyb]|on[ -]track|at[ -]risk|off[ -]track|"
    r"delayed|late|on schedule|behind(?: schedule)?|"
    r"[1-5]|no dca|no rating|good|fair|poor|critical|rot|gelb|grün|vert|orange|rouge|jaune|"
    r"verde|rojo|amarillo|vermelho|amarelo|im plan|groen|oranje|geel|rood|giallo|rosso|grön|gul|"
    r"röd|grønn|grøn|rød|zielony|żółty|czerwony|[🔴🟠🟡🟢⚪⚫🔵🟩🟨🟥●▲▼]+)$"
)
MEASURE_WORDS = sorted({w for words in BUDGET_LINES["measure"].words.values() for w in words})
MEASURE_TEXT = rf"(?i)^(?:{'|'.join(map(escape, MEASURE_WORDS))})$"
ITEM_WORDS = (word for words in RISKS["risk_kind"].words.values() for word in words)
ITEM_TEXT = rf"(?i)^(?:{'|'.join(map(escape, sorted(ITEM_WORDS)))}|[ad])$"  # or its letter
PHASE_TEXT = (
    r"(?i)^(?:.*\b(?:design|initiation|initiat\w+|plan|planned|planning|execution|executing|"
    r"delivery|construction|procurement|closed|closing|closure|close-?out|hold|canceled|cancelled|"
    r"completed?|completion|progress|not started|active|pipeline|feasibility|concept|development|"
    r"testing|live|done|open|new|resolved|approved|proposed|draft|submitted|pending|deck|backlog|"
    r"stage \d|gate \d|phase \d|umsetzung|planung|abgeschlossen|laufend|geplant|en cours|cadrage|"
    r"conception|réalisation|déploiement|terminé|en curso|ejecución|planificación|cerrado|"
    r"em andamento|execução|planejamento|concluído|uitvoering|voorbereiding|afgerond|lopend|"
    r"in corso|esecuzione|progettazione|completato|pågående|genomförande|"
    r"avslutad|w toku|realizacji|zakończony)\b.*)$"
)
PERSON_TEXT = (
    r"^(?:\p{Lu}[\p{L}'\u2019.-]+(?: \p{L}[\p{L}'\u2019.-]*){1,3}"
    r"|\p{Lu}[\p{L}'\u2019-]+, ?\p{Lu}.*)$"
)
ID_TEXT = r"^[\p{L}_./#-]{0,12}\d[\p{L}\d_./#-]{0,23}$"
BOOLEAN_TEXT = rf"(?i)^(?:{'|'.join(map(escape, (*YES, *NO)))})$"
GRADE_TEXT = r"^(?:\d|10)(?:\.0)?$"
MOST_WORDS = 40  # different texts in a column of words such as states and kinds
FEW_WORDS = 8  # different texts of a list that nobody here knows; more are names of things
SHORT_TEXT = 60  # characters; a name or a word, not prose

TIMELY = {DATE, DATETIME}
NUMERIC = {MONEY, SHARE, COUNT, NUMBER, MINUTES}
ENOUGH = 0.8  # share of cells from which a column is what its header says
MOST = 0.5


@dataclass(frozen=True)
class Profile:
    """Counts over the cells of one column, or a sample of them; blanks and excused cells apart."""

    cells: int = 0  # filled and not excused
    excused: int = 0  # TBC, n/a, error words, withheld
    dates: int = 0
    months: int = 0
    spans: int = 0  # that stand where a date belongs
    numbers: int = 0
    money: int = 0  # numbers with a currency mark
    pounds: int = 0
    euros: int = 0
    durations: int = 0
    health: int = 0
    phases: int = 0
    people: int = 0
    ids: int = 0
    booleans: int = 0
    items: int = 0  # words such as "Risk" and "Issue"
    measures: int = 0  # words such as "Budget" and "Actual"
    short: int = 0
    distinct: int = 0
    grades: int = 0  # whole numbers of one digit, as ratings are given
    certain: int = 0  # of them 0 and 1, which are shares as well
    words: Sequence[str] = ()  # different texts in small letters, if they are few
    noun: str = "cells"  # what was counted: all cells, or sampled ones

    def share(self, count: int) -> float:
        """Share of the cells that the count makes up."""
        return count / self.cells if self.cells else 0.0


NOTHING = Profile()


def profiles(cells: pl.DataFrame, *, noun: str = "cells") -> dict[int, Profile]:
    """Profile of each column, by its position."""
    text, kind = pl.col("text"), pl.col("kind").cast(pl.String)
    is_excused = kind.is_in(["error", "uncached"]) | text.str.contains(EXCUSED)
    kinds = {
        "dates": kind.is_in(["date", "datetime"]) | text.str.contains(DATE_TEXT),
        "months": text.str.contains(MONTH_TEXT),
        "spans": text.str.contains(SERIAL) | ((kind == "text") & text.str.contains(SPAN_TEXT)),
        "numbers": (kind == "number") | text.str.contains(NUMBER_TEXT),
        "money": text.str.contains(MONEY_MARK) & text.str.contains(NUMBER_TEXT),
        "pounds": text.str.contains("£", literal=True) & text.str.contains(NUMBER_TEXT),
        "euros": text.str.contains("€", literal=True) & text.str.contains(NUMBER_TEXT),
        "durations": kind.is_in(["time", "duration"]) | text.str.contains(DURATION_TEXT),
        "health": text.str.contains(HEALTH_TEXT),
        "phases": text.str.contains(PHASE_TEXT),
        "people": text.str.contains(PERSON_TEXT),
        "ids": text.str.contains(ID_TEXT),
        "booleans": (kind == "bool") | text.str.contains(BOOLEAN_TEXT),
        "items": text.str.contains(ITEM_TEXT),
        "measures": text.str.contains(MEASURE_TEXT),
        "grades": text.str.contains(GRADE_TEXT),
        "certain": text.str.contains(r"^[01](?:\.0)?$"),
        "short": text.str.len_chars() <= SHORT_TEXT,
    }
    counted = (
        cells.with_columns(text.str.strip_chars())
        .with_columns(excused=is_excused)
        .group_by("column")
        .agg(
            (~pl.col("excused")).sum().alias("cells"),
            pl.col("excused").sum(),
            *((expression & ~pl.col("excused")).sum().alias(n) for n, expression in kinds.items()),
            text.filter(~pl.col("excused")).n_unique().alias("distinct"),
            text.filter(~pl.col("excused"))
            .str.to_lowercase()
            .unique(maintain_order=True)
            .head(MOST_WORDS)
            .alias("words"),
        )
    )
    return {row.pop("column"): Profile(**row, noun=noun) for row in counted.iter_rows(named=True)}


@dataclass(frozen=True)
class Agreement:
    """How far the cells agree with a canonical column: 0..1, and in words."""

    share: float | None  # None: the cells say nothing, such as an empty column
    words: str


def agreement(profile: Profile, column: Column, *, is_named: bool = False) -> Agreement:
    """Compare the cells with the type and the meaning of a canonical column.

    ``is_named``: the header is the very name of the column. Then a few words that nobody knows do
    not deny it, so that each of them is asked about or listed.
    """
    if not profile.cells:
        return Agreement(None, "no cell is filled" if not profile.excused else "no cell is usable")
    if is_named and _are_unknown_words(profile, column):
        return Agreement(MOST, f"none of the {profile.distinct} different texts is a word of it")
    timely = min(profile.dates + profile.months + profile.spans, profile.cells)
    wanted = (
        (column.name.startswith("health_"), profile.health, "health words"),
        (column.name in ("month_date", "period_start_date"), timely, "months"),
        (column.type in TIMELY, timely, "dates"),
        (column.type == MINUTES, max(profile.durations, profile.numbers), "amounts of time"),
        (column.type in NUMERIC, profile.numbers, "numbers"),
        (column.type == BOOLEAN, profile.booleans, "yes or no"),
    )
    for is_it, count, what in wanted:
        if is_it:
            return _counted(profile, count, what)
    return _text_agreement(profile, column, is_named=is_named)


def _text_agreement(profile: Profile, column: Column, *, is_named: bool) -> Agreement:
    """Text takes anything, but dates, amounts and prose where a name belongs speak against it."""
    if profile.share(profile.dates) > MOST:
        return Agreement(
            1 - profile.share(profile.dates), f"{profile.dates} {profile.noun} are dates"
        )
    if profile.share(profile.money) > MOST:
        return Agreement(
            1 - profile.share(profile.money), f"{profile.money} {profile.noun} are amounts"
        )
    if column.name == "type" and profile.share(profile.measures) >= ENOUGH:
        return Agreement(0.0, f"{profile.measures} {profile.noun} say what amounts are")
    if column.words and (denial := _denial_of_words(profile, column, is_named=is_named)):
        return Agreement(0.0, denial)
    if _is_name(column) or column.words:
        return _counted(profile, profile.short, "short")
    return Agreement(1.0, f"{profile.cells} {profile.noun} hold text")


def _are_unknown_words(profile: Profile, column: Column) -> bool:
    """Whether the texts are a list of a few words, of which a column of such words knows none."""
    is_health = column.name.startswith("health_")
    is_list = profile.distinct <= FEW_WORDS and profile.short == profile.cells
    if not is_list or profile.numbers or profile.dates or not (is_health or column.words):
        return False
    return not (profile.health if is_health else _known_words(column) & {*profile.words})


def _denial_of_words(profile: Profile, column: Column, *, is_named: bool) -> str:
    """Why the texts are not the few words that a column knows; numbers may stand for grades.

    Under a header that may also name something else, most texts must be known words.
    """
    if profile.distinct > MOST_WORDS:
        return f"{profile.distinct} different texts are more than a few fixed words"
    if profile.grades < profile.numbers and profile.share(profile.numbers) >= MOST:
        return f"{profile.numbers} {profile.noun} are numbers beyond a scale of grades"
    if profile.share(profile.numbers) >= MOST:
        return ""
    known = len(_known_words(column) & {*profile.words})
    if not known or (not is_named and known < MOST * len(profile.words)):
        return f"{known or 'none'} of the {profile.distinct} different texts is a word of it"
    return ""


def _known_words(column: Column) -> frozenset[str]:
    """Every word that stands for a value of a column of few fixed words."""
    spellings = (*column.words, *(word for words in column.words.values() for word in words))
    return frozenset(word.casefold() for word in spellings)


def _is_name(column: Column) -> bool:
    """Whether a column identifies or names something, so that prose cannot stand in it."""
    return column.name.endswith("_id") or column.name in ("manager", "sponsor", "owner", "role")


def _counted(profile: Profile, count: int, what: str) -> Agreement:
    return Agreement(profile.share(count), f"{count} of {profile.cells} {profile.noun} are {what}")


def factor(found: Agreement) -> float:
    """Factor that content puts on a header's score: 1 where it agrees, near 0 where it denies."""
    if found.share is None:
        return 0.95
    if found.share >= ENOUGH:
        return 1.0
    if found.share >= MOST:
        return 0.7 + 0.3 * found.share
    return found.share
