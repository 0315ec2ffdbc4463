"""Where the tables of a sheet begin: the header lines, scored, and what stands above them."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import pairwise
from statistics import median

from pipelines.headers import (
    LINE_BREAK,
    REMEMBERED,
    is_money_unit,
    is_unit,
    normalise,
    read_header,
)
from pipelines.periods import QUARTER, Period, StatedYear, is_total, month_end, period_in
from pipelines.recognise.content import DATE_TEXT, NUMBER_TEXT
from pipelines.recognise.grid import Cell, Grid
from pipelines.recognise.halves import name_a_person
from pipelines.recognise.known_names import PLANS, candidates
from pipelines.recognise.vocabulary import meaning_words
from pipelines.recognise.week_days import LEAST_DAYS, UNKNOWN_WEEK, day_in, days_across, is_weekday
from pipelines.region import Target
from pmo.tables import DATE, DATETIME, column_of

SEARCHED = 50  # lines of the sheet in which a header is looked for
LOOKED_BELOW = 20  # lines that show what a table holds
LEAST_HITS = 3  # known names without which a line is no header
MOST_GAPS = 50  # blank records after which another table is looked for
TITLE_LINES = 2  # that may stand above a second table
SURE_BELOW = 0.8  # a second table must look like one
LEAST_WEEKS, WEEK_OR_TWO = 3, (7, 14)  # days between headers of planned work by week
NEAR = 0.75  # likeness from which a header counts as a known name
LONGEST_HEADER = 200  # characters
WORTH = {"hits": 0.45, "text": 0.15, "contrast": 0.15, "fill": 0.15, "distinct": 0.10}
TYPED = re.compile(f"{DATE_TEXT}|{NUMBER_TEXT.replace('(?i)', '')}")

Line = Mapping[int, Cell]


@dataclass(frozen=True)
class HeaderLine:
    """One candidate: one line, or two that belong together, read as headers."""

    first: int
    last: int
    texts: tuple[tuple[int, str], ...]  # field and header, in order of the fields
    hits: int
    score: float
    why: str


def header_lines(grid: Grid, first: int, last: int, *, least: int = 1) -> tuple[HeaderLine, ...]:
    """Score every line between two records as a header, best first, of ``least`` known names."""
    lines = grid.lines(first, last + LOOKED_BELOW)
    found = [
        candidate
        for position in lines
        if position <= last
        for candidate in _readings(grid, lines, position)
        if candidate.hits >= least
    ]
    goes_on = {line.first for line in found if line.first < line.last and _goes_on(lines, line)}
    whole = [line for line in found if line.last > line.first or line.first not in goes_on]
    ranked = sorted(whole, key=lambda line: (-line.score, line.first))
    return tuple(line for line in ranked if not _is_record_of(ranked[0], line))


def _is_record_of(header: HeaderLine, line: HeaderLine) -> bool:
    """Whether a line holds dates where a header above it names dates, so that it is data."""
    names = dict(header.texts)
    dated = (field for field, text in line.texts if _full_date(text))
    return line.first > header.last and any(_names_a_date(names.get(field)) for field in dated)


def _goes_on(lines: Mapping[int, Line], pair: HeaderLine) -> bool:
    """Whether the lower line of a pair is none of data."""
    lower = lines[pair.last]
    return _tells(lower) or _dates_days(_texts(lines[pair.first]), lower)


def _dates_days(upper: Mapping[int, str], line: Line) -> bool:
    """Whether a line says the dates of the days of a week that are named above it, and no more."""
    labels = [(upper.get(field, ""), cell.text) for field, cell in line.items()]
    joined = [f"{day} {text}" for day, text in labels if is_weekday(day)]
    dated = [text for text in joined if (day := day_in(text)) and day.day]
    others = [text for day, text in labels if not is_weekday(day) and _is_typed(text)]
    return len(dated) >= LEAST_DAYS and not others


def _tells(line: Line) -> bool:
    """Whether a line says of the labels above it what is planned and what came, and no more."""
    meanings = [meaning_words(normalise(cell.text)) for cell in line.values()]
    return len(meanings) > 1 and all(words and words <= PLANS for words in meanings)


def tables_below(grid: Grid, above: HeaderLine) -> tuple[HeaderLine, ...]:
    """Headers of further tables: after a blank record, other names than the header above."""
    records = grid.between(above.last, grid.last).records
    starts = records.filter((records.diff() > 1).fill_null(value=False))
    near = starts.head(MOST_GAPS).to_list()
    windows = {record for start in near for record in range(start, start + LOOKED_BELOW)}
    part = grid.only(windows)
    found: list[HeaderLine] = []
    names = {normalise(text) for _, text in above.texts}
    for start in near:
        if found and start <= found[-1].last:
            continue
        best = next(iter(header_lines(part, start, start + TITLE_LINES)), None)
        is_header = best and best.hits >= LEAST_HITS and best.score >= SURE_BELOW
        if best and is_header and {normalise(text) for _, text in best.texts} != names:
            found.append(best)
            names = {normalise(text) for _, text in best.texts}
    return tuple(found)


def _readings(grid: Grid, lines: Mapping[int, Line], position: int) -> Iterator[HeaderLine]:
    """Read a line alone and, where it repeats or leaves out labels, with the line above."""
    alone = _texts(lines[position])
    single = _scored(lines, (position, position), alone)
    yield single
    above = lines.get(position - 1)
    if above is None:
        return
    is_dated = _dates_days(_texts(above), lines[position])
    if is_dated or not (_is_typed_line(above) or _is_typed_line(lines[position])):
        joined = _joined(_filled(grid, position - 1, above, alone), alone)
        pair = _scored(lines, (position - 1, position), joined)
        is_more = _belongs_together(single, pair) or _says_more(joined, alone)
        if is_dated or (is_more and not _is_complete(_texts(above), single, pair)):
            yield pair


def _is_complete(upper: Mapping[int, str], single: HeaderLine, pair: HeaderLine) -> bool:
    """Whether the line above names every field by itself, so that this one is its first record."""
    if any(_full_date(text) and _names_a_date(upper.get(field)) for field, text in single.texts):
        return True
    covers = all(field in upper for field, _ in single.texts)
    is_distinct = _distinct(tuple(upper.items())) == 1
    return (
        covers
        and is_distinct
        and not single.hits
        and known_count(list(upper.values())) >= pair.hits
    )


def _names_a_date(label: str | None) -> bool:
    """Whether a label is a known name of a column of dates."""
    meaning = known_meaning(label) if label else None
    return meaning is not None and column_of(meaning[0].name).type in (DATE, DATETIME)


def _belongs_together(single: HeaderLine, pair: HeaderLine) -> bool:
    """Whether the line above adds what the line alone lacks: names, or a difference of labels."""
    is_repetitive = _distinct(single.texts) < 1 and _distinct(pair.texts) == 1
    adds_fields = len(pair.texts) > len(single.texts)
    return pair.hits >= single.hits and (is_repetitive or adds_fields or pair.hits > single.hits)


def _says_more(joined: Mapping[int, str], alone: Mapping[int, str]) -> bool:
    """Whether a label above several fields says their unit, their span or their plan."""
    upper = [
        joined[field].removesuffix(alone[field]).strip(LINE_BREAK)
        for field in alone
        if joined[field] != alone[field]
    ]
    shared = {label for label in upper if upper.count(label) > 1}
    return any(_is_telling(label) for label in shared)


def _is_telling(label: str) -> bool:
    """Whether a label changes what the names below it mean: "£m", "FY26", "Baseline"."""
    is_plan = bool(meaning_words(normalise(label))) and meaning_words(normalise(label)) <= PLANS
    return is_plan or is_span(label) or is_money_unit(read_header(label).unit)


def _texts(line: Line) -> dict[int, str]:
    return {field: cell.text for field, cell in line.items()}


def _filled(grid: Grid, position: int, line: Line, below: Mapping[int, str]) -> dict[int, str]:
    """Labels of an upper header line, spread over the fields that each stands above."""
    texts = _texts(line)
    for first_record, first, last_record, last in grid.merged:
        if first_record <= position <= last_record and first in texts:
            texts.update(dict.fromkeys(range(first, last + 1), texts[first]))
    if any(top == position for top, *_ in grid.merged) or len(line) == 1:
        return texts
    label = None
    for field in range(min(texts), max((*texts, *below)) + 1):
        if field in texts:
            label = texts[field] if field in below else None
        elif label and field in below:
            texts[field] = label
    return texts


def _joined(upper: Mapping[int, str], lower: Mapping[int, str]) -> dict[int, str]:
    """Labels of both lines, joined where they differ."""
    return {
        field: LINE_BREAK.join(
            dict.fromkeys(text[field] for text in (upper, lower) if field in text)
        )
        for field in sorted({*upper, *lower})
    }


def _scored(
    lines: Mapping[int, Line], span: tuple[int, int], texts: Mapping[int, str]
) -> HeaderLine:
    """Score header texts by the share of text, known and distinct names, contrast and width."""
    below = [lines[p] for p in sorted(lines) if span[1] < p <= span[1] + LOOKED_BELOW]
    ordered = tuple(sorted(texts.items()))
    hits = known_count([text for _, text in ordered])
    count = len(ordered)
    parts = {
        "hits": min(1.0, hits / max(LEAST_HITS, 0.4 * count)),
        "text": sum(not _is_plain_number(text) for _, text in ordered) / count,
        "contrast": _contrast(texts, below),
        "fill": min(1.0, count / median([len(line) for line in below] or [count])),
        "distinct": _distinct(ordered),
    }
    score = round(sum(WORTH[name] * part for name, part in parts.items()), 3)
    why = f"{hits} of {count} cells are known headers"
    return HeaderLine(*span, ordered, hits, score, why)


def known_count(texts: Sequence[str]) -> int:
    """Number of different canonical columns that headers name, and of days, months and years."""
    meanings = {meaning for text in texts if (meaning := known_meaning(text))}
    halves = int(name_a_person(texts))
    weeks = _weeks(texts)
    spans = [text for text in texts if not known_meaning(text) and (is_span(text) or text in weeks)]
    dates = [day for text in spans if (day := _full_date(text))]
    dated = [text for text in spans if _full_date(text)]
    if dates != sorted(set(dates)):
        dated = []  # data, not months across
    named = [text for text in spans if not _full_date(text)]
    across = max(len({*dated}), len({*named}))  # one style: "P1" beside two dates is data
    return len(meanings) + halves + (len(days_across(texts)) or (across if across > 1 else 0))


@lru_cache(REMEMBERED)
def known_meaning(text: str) -> tuple[Target, Period | None] | None:
    """Canonical column that a header names, word for word or nearly."""
    if len(text) > LONGEST_HEADER or _is_typed(text):
        return None
    found = candidates(read_header(text))
    if found and found[0].score >= NEAR:
        return found[0].target, found[0].period
    return None


def is_span(text: str) -> bool:
    """Whether a header is a month, a quarter, a year or the total beside them."""
    return len(text) <= LONGEST_HEADER and _is_span(text)


@lru_cache(REMEMBERED)
def _is_span(text: str) -> bool:
    name = read_header(text).name
    if is_total(name):
        return True
    found = period_in(name, year=StatedYear(2000))  # any year will do to tell a month
    if not found or (found[1] and not is_unit(found[1])):
        return False
    return found[0].kind == QUARTER or _is_edge_of_month(name)


def _is_edge_of_month(name: str) -> bool:
    """Whether a full date is the first or last of its month; other labels always pass."""
    day = _full_date(name)
    return day is None or day.day == 1 or day == month_end(day.year, day.month)


def _full_date(text: str) -> date | None:
    """Day that a text names with its month and year: "2026-04-06", "6 Apr 26"."""
    if len(text) > LONGEST_HEADER:
        return None
    try:
        return date.fromisoformat(text.strip()[:10])
    except ValueError:
        named = day_in(text)
    return named.date_of(UNKNOWN_WEEK) if named and named.is_dated else None


def _weeks(texts: Iterable[str]) -> frozenset[str]:
    """Days that follow one another week by week, as they head planned work by week."""
    days = {text: day for text in texts if (day := _full_date(text))}
    in_order = list(days.values())
    is_weekly = all((later - day).days in WEEK_OR_TWO for day, later in pairwise(in_order))
    return frozenset(days) if len(days) >= LEAST_WEEKS and is_weekly else frozenset()


def _contrast(texts: Mapping[int, str], below: Sequence[Line]) -> float:
    """Share of the number and date fields whose header is neither; half where there are none."""
    typed = [field for field in texts if _is_typed_field([line.get(field) for line in below])]
    if not typed:
        return 0.5
    weeks = _weeks(texts.values())
    labels = (
        not _is_typed(texts[field]) or is_span(texts[field]) or texts[field] in weeks
        for field in typed
    )
    return sum(labels) / len(typed)


def _is_typed_field(cells: Sequence[Cell | None]) -> bool:
    filled = [cell for cell in cells if cell]
    return bool(filled) and sum(_is_typed(cell.text) for cell in filled) > len(filled) / 2


def _is_typed_line(line: Line) -> bool:
    """Whether a line holds numbers or dates that are no labels, so that it is data."""
    texts = [cell.text for cell in line.values()]
    weeks = _weeks(texts)
    return any(_is_typed(text) and not is_span(text) and text not in weeks for text in texts)


@lru_cache(REMEMBERED)
def _is_typed(text: str) -> bool:
    return bool(TYPED.search(text.strip()))


def _is_plain_number(text: str) -> bool:
    return _is_typed(text) and not is_span(text)


def _distinct(texts: Sequence[tuple[int, str]]) -> float:
    return len({normalise(text) for _, text in texts}) / len(texts)
