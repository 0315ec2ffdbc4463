"""Which canonical columns a header may mean, by the names that senders are known to write."""

import re
from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from itertools import chain
from typing import TypeVar

from pipelines.headers import LINE_BREAK, REMEMBERED, Header, is_money_unit, normalise, read_header
from pipelines.periods import MONTH, QUARTER, YEAR, Period, period_in
from pipelines.recognise.vocabulary import ID, all_meanings, contains, is_misspelt, meaning_words
from pipelines.region import Target
from pmo.tables import BUDGET_LINES, CANONICAL, PROJECT_GROUPS

Key = TypeVar("Key", bound=Hashable)

MEASURES = {
    measure: tuple(normalise(word) for word in words)
    for measure, words in BUDGET_LINES["measure"].words.items()
}
GROUPS = {
    axis: tuple(normalise(name) for name in (*words, *(f"{word} name" for word in words)))
    for axis, words in PROJECT_GROUPS["axis"].words.items()
}
AMOUNTS = {normalise(alias) for alias in BUDGET_LINES["amount"].aliases}

PREFERENCE = 0.002  # lost per place in a list of aliases: earlier names are surer
LEAST_PREFERRED = 0.94
CONTAINED = 0.55  # a known name within a longer header; more, the more of it the name makes up
REORDERED = 0.92  # the same meanings, in another order, with other words or a filler between them
NUMBERED = 0.99  # the same key: "job code" and "project id" leave nothing open
PARTLY, PARTLY_MORE = 0.615, 0.3  # beside words that nobody listed; more, the fewer they are
MISSPELT = 0.95  # of what it would be worth with the letter put right
WITH_REMARK, BESIDE_REMARK, BESIDE_PLAN = 0.99, 0.96, 0.8
PLANS = frozenset(("original", "baseline", "forecast", "actual"))
IN_MONEY = {("risks", "severity"): "impact_amount"}  # what "Exposure ($)" is
LINE_END, IN_TWO_LANGUAGES = "\n", 0.9  # a line of a cell says by itself what the other says too
FROM_REMARK = 0.85  # only the bracketed remark is a known name
OF_MONEY = frozenset(("cost", "amount", "currency", "money", "project"))
SUFFIXES = ("_date", "_datetime", "_minutes", "_amount", "_share")

DAY_ENDS = re.compile(r"(?: on| dated| am| le|(?<! to) date)$")
TO_PERIOD = re.compile(r"\bto (?:end )?(?:m|p|wk|month |period )\d{1,2}\b")  # "spend to P5"
LIFE = "life"
IN_WORDS = {
    LIFE: "whole life",
    YEAR: "one fiscal year",
    QUARTER: "one quarter",
    MONTH: "one month",
}
WHOLE_LIFE_WORDS = ("whole life", "wlc", "life", "total", "at completion", "bac", "eac", "ffc",
                    "fac", "final", "to date", "ltd", "cum", "cumulative")  # fmt: skip
MONEY_WORDS = ("cost", "costs", "amount", "value", "kosten", "coût", "coûts", "coste", "costes",
               "custo", "custos", "costi", "koszty", "kostnad", "kostnader")  # fmt: skip
YEARLY_WORDS = ("yearly", "annual", "in year", "in-year", "year to date", "ytd", "full year",
                "this year", "financial year", "fiscal year")  # fmt: skip
GROUP_LEVELS = ("portfolio", "programme", "department")
CHANGE_WORDS = ("change", "changes", "movement", "variance", "var", "delta", "difference",
                "abweichung", "écart", "desviación", "desvio")  # fmt: skip


@dataclass(frozen=True)
class Candidate:
    """A canonical column that a header may mean, and how well the names agree."""

    target: Target
    score: float
    why: str
    period: Period | None = None  # that an amount's header names
    is_settled: bool = False  # by a source or a person

    def times(self, factor: float) -> "Candidate":
        """Return the same meaning, surer or less sure."""
        return replace(self, score=self.score * factor)


@dataclass(frozen=True)
class Name:
    """A known name of a canonical column and how much it is worth."""

    table: str
    column: str
    worth: float


@cache
def known_names() -> Mapping[str, tuple[Name, ...]]:
    """Every name under which a canonical column is known, normalised."""
    names: dict[str, list[Name]] = {}
    for table in CANONICAL.values():
        columns = (*table.columns, *(c for c in table.common_columns if c.name == "status_date"))
        for column in columns:
            for place, alias in enumerate((*_own_names(column.name), *column.aliases)):
                worth = max(1 - PREFERENCE * place, LEAST_PREFERRED)
                known = names.setdefault(normalise(alias), [])
                if all((name.table, name.column) != (table.name, column.name) for name in known):
                    known.append(Name(table.name, column.name, worth))
    return {name: tuple(known) for name, known in names.items()}


def _own_names(column: str) -> tuple[str, ...]:
    """Canonical name itself, with and without the suffix that states its type."""
    if column == "status_date":
        return (column,)  # "status" alone is something else
    bare = next((column.removesuffix(end) for end in SUFFIXES if column.endswith(end)), column)
    return tuple(dict.fromkeys((column, bare)))


@lru_cache(REMEMBERED)
def candidates(header: Header) -> tuple[Candidate, ...]:
    """Every canonical column that the header may mean, surest first; amounts and groups too."""
    found: dict[tuple[str, str, tuple[tuple[str, str], ...]], Candidate] = {}
    for candidate in (*_by_name(header), *_groups(header), *_amounts(header)):
        target = candidate.target
        key = (target.table, target.column, target.fixed)
        if key not in found or found[key].score < candidate.score:
            found[key] = candidate
    return tuple(sorted(found.values(), key=lambda each: -each.score))


def _by_name(header: Header) -> Iterator[Candidate]:
    """Columns whose known names agree with the header, its last line or its remark."""
    in_money = is_money_unit(header.unit)
    for name, worth in _spellings(header):
        for known, likeness in _alike(name):
            for each in known_names()[known]:
                if each.column == "amount" and each.table == "budget_lines":
                    continue  # amounts are read with their measure and span
                why = f'header "{header.shown}" is a known name of {_said(each)}'
                if likeness < 1:
                    why = f'header "{header.shown}" reads like "{known}", a name of {_said(each)}'
                column = (
                    IN_MONEY.get((each.table, each.column), each.column)
                    if in_money
                    else each.column
                )
                yield Candidate(Target(each.table, column), each.worth * likeness * worth, why)


def _spellings(header: Header) -> Iterator[tuple[str, float]]:
    """Names to try: the whole, the last line of a joined header, the bracketed remark."""
    with_remark = f"{header.name} {header.remark}"
    if header.remark and meaning_words(with_remark) in _names_by_words():
        yield with_remark, 1.0  # "End (forecast)" is no plain end
        return
    if header.remark:
        yield with_remark, WITH_REMARK
    yield header.name, _worth_beside(header.remark)
    if LINE_BREAK in header.name:
        yield header.name.replace(LINE_BREAK, " "), 1.0
        yield header.lines[-1], 0.95
    if header.remark:
        yield header.remark, FROM_REMARK
    if LINE_END in header.text:
        for line in header.text.split(LINE_END):
            yield read_header(line).name, IN_TWO_LANGUAGES


def _worth_beside(remark: str) -> float:
    """How much a name is worth beside a bracketed remark, which may say another plan."""
    if not remark:
        return 1.0
    return BESIDE_PLAN if meaning_words(remark) & PLANS else BESIDE_REMARK


@lru_cache(REMEMBERED)
def _alike(name: str) -> tuple[tuple[str, float], ...]:
    """Known names that a name equals, reorders or contains, each with its likeness 0..1."""
    words, padded = name.split(), f" {name} "
    meanings = meaning_words(name)
    same = NUMBERED if ID in meanings and len(meanings) > 1 else REORDERED
    same *= MISSPELT if is_misspelt(name) else 1
    found = dict.fromkeys(_names_by_words().get(meanings, ()), same)
    for meaning in all_meanings(name):
        for known in _names_by_meaning().get(meaning, ()):
            if share := contains(name, known):
                found[known] = max(PARTLY + PARTLY_MORE * share, found.get(known, 0.0))
    for known in chain.from_iterable(_names_by_first_word().get(word, ()) for word in set(words)):
        if f" {known} " in padded:
            likeness = 1.0 if known == name else CONTAINED + 0.4 * len(known) / len(name)
            found[known] = max(likeness, found.get(known, 0.0))
    return tuple(found.items())


@cache
def _names_by_words() -> Mapping[frozenset[str], tuple[str, ...]]:
    """Known names by what their words mean, for headers that say the same in other words."""
    grouped = _grouped(meaning_words, known_names())
    grouped.pop(frozenset(), None)  # names that say nothing are compared as they stand
    return grouped


@cache
def _names_by_meaning() -> Mapping[str, tuple[str, ...]]:
    """Known names by a meaning of theirs: the rarest, so that each is looked at seldom."""
    counts = Counter(meaning for name in known_names() for meaning in all_meanings(name))
    return _grouped(
        lambda name: min(all_meanings(name), key=lambda one: (counts[one], one), default=""),
        known_names(),
    )


@cache
def _names_by_first_word() -> Mapping[str, tuple[str, ...]]:
    """Known names by their first word, for headers that contain them."""
    return _grouped(lambda name: name.split()[0], known_names())


def _grouped(key: Callable[[str], Key], names: Iterable[str]) -> dict[Key, tuple[str, ...]]:
    groups: dict[Key, list[str]] = {}
    for name in names:
        groups.setdefault(key(name), []).append(name)
    return {word: tuple(names) for word, names in groups.items()}


def _said(name: Name) -> str:
    """Canonical column in words: "baseline finish date (projects)"."""
    return f"{name.column.replace('_', ' ')} ({name.table.replace('_', ' ')})"


def _groups(header: Header) -> Iterator[Candidate]:
    """Portfolio, programme and department columns."""
    near = _words_near(header.name, _group_words())
    for axis, words in GROUPS.items() if near else ():
        for word in words:
            likeness = _likeness(header.name, word) if word in near else 0.0
            if likeness:
                level = _level(header.name, axis)
                target = Target("project_groups", "group_id", (("axis", axis), ("level", level)))
                why = f'header "{header.shown}" names the {level} of a project'
                yield Candidate(target, likeness, why)


def _level(name: str, axis: str) -> str:
    """Level of the group that a header names."""
    if axis == "owner":
        return "department"
    return "portfolio" if "portfolio" in name or "portafolio" in name else "programme"


@dataclass(frozen=True)
class Words:
    """Known words by what they mean and by their first word, so that few are compared."""

    by_meaning: Mapping[frozenset[str], tuple[str, ...]]
    by_first: Mapping[str, tuple[str, ...]]


@cache
def _measure_words() -> Words:
    return _indexed(chain.from_iterable(MEASURES.values()))


@cache
def _group_words() -> Words:
    return _indexed(chain.from_iterable(GROUPS.values()))


def _indexed(words: Iterable[str]) -> Words:
    known = tuple(dict.fromkeys(words))
    by_meaning = _grouped(meaning_words, known)
    by_meaning.pop(frozenset(), None)  # words that say nothing are compared as they stand
    return Words(by_meaning, _grouped(lambda word: word.split()[0], known))


def _words_near(name: str, words: Words) -> set[str]:
    """Those of the words that a name may equal, contain or say in another way."""
    found = chain.from_iterable(words.by_first.get(word, ()) for word in name.split())
    return {*found, *words.by_meaning.get(meaning_words(name), ())}


def _likeness(name: str, word: str) -> float:
    """How well a header agrees with a word: 1 equal, less where it only contains it, else 0."""
    if name == word:
        return 1.0
    if meaning_words(name) and meaning_words(name) == meaning_words(word):
        return REORDERED
    return CONTAINED + 0.4 * len(word) / len(name) if f" {word} " in f" {name} " else 0.0


def _amounts(header: Header) -> Iterator[Candidate]:
    """Amount columns: what they measure and which span they cover."""
    found = period_in(header.name)
    period, rest = found or (None, header.name)
    rest = TO_PERIOD.sub("to date", _without_money(rest, header))
    if period and period.kind == QUARTER and not period.year:
        return  # a quarter of no year
    if any(f" {word} " in f" {rest} " for word in CHANGE_WORDS) and "approved change" not in rest:
        return
    if "percent" in meaning_words(f"{header.name} {header.unit}"):
        return  # a share of the money is no amount of it
    if DAY_ENDS.search(header.name):
        return  # "paid on" is a day
    span = span_of(header.name, period)
    near = _words_near(rest, _measure_words())
    for measure, words in MEASURES.items() if near else ():
        likeness = max((_measured(rest, word) for word in words if word in near), default=0.0)
        if likeness:
            target = Target("budget_lines", "amount", (("measure", measure), ("period_kind", span)))
            why = f'header "{header.shown}" is an amount of {measure}, {IN_WORDS[span]}'
            yield Candidate(target, likeness, why, period)
    if rest in AMOUNTS:
        why = f'header "{header.shown}" is a known name of amount (budget lines)'
        yield Candidate(Target("budget_lines", "amount"), 1.0, why)


def _without_money(name: str, header: Header) -> str:
    """Name without an upper line that only says that money stands below: "Money £m"."""
    upper, line_break, lower = name.rpartition(LINE_BREAK)
    is_money = all_meanings(upper) <= OF_MONEY or is_money_unit(header.unit)
    is_measure = bool(line_break and _words_near(upper, _measure_words()))
    return lower if line_break and is_money and not is_measure else name


def _measured(name: str, word: str) -> float:
    """Likeness of a header to a measure word; words about span, project and cost are free."""
    likeness = _likeness(name, word)
    if likeness in (0.0, 1.0):
        return likeness
    rest = name.replace(word, " ")
    for free in (*WHOLE_LIFE_WORDS, *YEARLY_WORDS, *MONEY_WORDS, "project"):
        rest = f" {rest} ".replace(f" {free} ", " ")
    return max(likeness, 0.9) if not rest.strip(" /-") else likeness


def span_of(name: str, period: Period | None) -> str:
    """Kind of span that an amount covers; a whole life where its header says nothing else."""
    if period:
        return period.kind
    return YEAR if any(f" {word} " in f" {name} " for word in YEARLY_WORDS) else LIFE
