"""Where the tables of a sheet begin: the header lines, scored, and what stands above them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from statistics import median

from pipelines.headers import (
    LINE_BREAK,
    is_money_unit,
    normalise,
    read_header,
)
from pipelines.recognise.grid import Cell, Grid
from pipelines.recognise.header_words import (
    full_date,
    is_span,
    is_typed,
    known_count,
    names_a_date,
    weeks_in,
)
from pipelines.recognise.known_names import PLANS
from pipelines.recognise.vocabulary import meaning_words
from pipelines.recognise.week_days import LEAST_DAYS, day_in, is_weekday

SEARCHED = 50  # lines of the sheet in which a header is looked for
LOOKED_BELOW = 20  # lines that show what a table holds
LEAST_HITS = 3  # known names without which a line is no header
MOST_GAPS = 50  # blank records after which another table is looked for
TITLE_LINES = 2  # that may stand above a second table
SURE_BELOW = 0.8  # a second table must look like one
WORTH = {"hits": 0.45, "text": 0.15, "contrast": 0.15, "fill": 0.15, "distinct": 0.10}

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
    dated = (field for field, text in line.texts if full_date(text))
    return line.first > header.last and any(names_a_date(names.get(field)) for field in dated)


def _goes_on(lines: Mapping[int, Line], pair: HeaderLine) -> bool:
    """Whether the lower line of a pair is none of data."""
    lower = lines[pair.last]
    return _tells(lower) or _dates_days(_texts(lines[pair.first]), lower)


def _dates_days(upper: Mapping[int, str], line: Line) -> bool:
    """Whether a line says the dates of the days of a week that are named above it, and no more."""
    labels = [(upper.get(field, ""), cell.text) for field, cell in line.items()]
    joined = [f"{day} {text}" for day, text in labels if is_weekday(day)]
    dated = [text for text in joined if (day := day_in(text)) and day.day]
    others = [text for day, text in labels if not is_weekday(day) and is_typed(text)]
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
    if any(full_date(text) and names_a_date(upper.get(field)) for field, text in single.texts):
        return True
    covers = all(field in upper for field, _ in single.texts)
    is_distinct = _distinct(tuple(upper.items())) == 1
    return (
        covers
        and is_distinct
        and not single.hits
        and known_count(list(upper.values())) >= pair.hits
    )


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


def _contrast(texts: Mapping[int, str], below: Sequence[Line]) -> float:
    """Share of the number and date fields whose header is neither; half where there are none."""
    typed = [field for field in texts if _is_typed_field([line.get(field) for line in below])]
    if not typed:
        return 0.5
    weeks = weeks_in(texts.values())
    labels = (
        not is_typed(texts[field]) or is_span(texts[field]) or texts[field] in weeks
        for field in typed
    )
    return sum(labels) / len(typed)


def _is_typed_field(cells: Sequence[Cell | None]) -> bool:
    filled = [cell for cell in cells if cell]
    return bool(filled) and sum(is_typed(cell.text) for cell in filled) > len(filled) / 2


def _is_typed_line(line: Line) -> bool:
    """Whether a line holds numbers or dates that are no labels, so that it is data."""
    texts = [cell.text for cell in line.values()]
    weeks = weeks_in(texts)
    return any(is_typed(text) and not is_span(text) and text not in weeks for text in texts)


def _is_plain_number(text: str) -> bool:
    return is_typed(text) and not is_span(text)


def _distinct(texts: Sequence[tuple[int, str]]) -> float:
    return len({normalise(text) for _, text in texts}) / len(texts)
