"""What a file of a known template has changed: columns renamed, moved, new and missing.

A column is the same as before if its header is, dates in it aside; or if it fills the same
canonical column alone; or if a person says so. A missing key stops the load: rows would go by
another key and stand beside their own history.
"""

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher

from pipelines.answers import chosen, plain
from pipelines.book import address
from pipelines.headers import normalise, read_header
from pipelines.recognise.fingerprint import timeless
from pipelines.recognise.known_names import candidates
from pipelines.recognise.questions import IGNORE, LIKE
from pipelines.region import ROWS, Region, RegionColumn, Target
from pipelines.remembered import Template, is_lasting, lasting_name
from pmo.ledger import ColumnMatch, Issue, Question
from pmo.tables import CANONICAL

GO_ON = "load without it"
ALIKE = 0.6  # likeness of two headers from which one may be the other
SURE = 0.8  # likeness of two headers that fill nothing, from which they are taken for one
VERSION_WORDS = frozenset(
    ("copy", "of", "draft", "final", "new", "next", "latest", "rev", "v", "version", "month")
)


@dataclass(frozen=True)
class Drift:
    """A table beside the template that it was found to be."""

    region: Region
    place: int  # first, second table of its sheet
    template: Template
    kept: tuple[tuple[ColumnMatch, RegionColumn], ...]  # the same column, then and now
    gone: tuple[ColumnMatch, ...]
    added: tuple[RegionColumn, ...]

    def id_of(self, what: str, header: str) -> str:
        """Id of a question about a column of this table."""
        sheet = plain(self.region.sheet) + (f"#{self.place}" if self.place > 1 else "")
        return f"{what}:{sheet}:{plain(header)}"


def compare(region: Region, template: Template, *, place: int = 1) -> Drift:
    """Find the columns of a template again in a table."""
    rules = (
        lambda old, new: normalise(old.header) == normalise(new.header),
        lambda old, new: lasting_name(old.header) == lasting_name(new.header),
        lambda old, new: bool(old.columns) and _meant(old) == _fills(new),
        lambda old, new: not old.columns and not new.targets and _words_alike(old, new) >= SURE,
    )
    old = [column for column in template.columns if is_lasting(column.header)]
    new = [column for column in region.columns if is_lasting(column.header)]
    kept = []
    for rule in rules:
        for column in tuple(old):
            same = next((each for each in new if rule(column, each)), None)
            if same is not None:
                kept.append((column, same))
                old.remove(column)
                new.remove(same)
    return Drift(region, place, template, tuple(kept), tuple(old), tuple(new))


def _fills(column: RegionColumn) -> tuple[tuple[str, str | None], ...]:
    """Canonical columns that a column fills, an amount with its measure."""
    return tuple((target.name, _measure(target)) for target in column.targets)


def _meant(column: ColumnMatch) -> tuple[tuple[str, str | None], ...]:
    """The same of an earlier column, as far as its header says it."""
    return tuple((name, _measure(_by_header(column.header, name))) for name in column.columns)


def _measure(target: Target | None) -> str | None:
    return None if target is None else next((value for _, value in sorted(target.fixed)), None)


def _by_header(header: str, name: str) -> Target | None:
    """What a header fixes besides the canonical column of that name."""
    targets = (candidate.target for candidate in candidates(read_header(header)))
    return next((target for target in targets if target.name == name), None)


def questions(drift: Drift, answers: Mapping[str, str]) -> Iterator[Question]:
    """Ask whether a column was renamed, and stop where a key is missing."""
    renamed = {old.header: new for old, new in _possibly_renamed(drift)}
    for old in drift.gone:
        if old.header in renamed and _is_open(drift, renamed[old.header], answers):
            yield _ask_renamed(drift, old, renamed[old.header])
        elif _is_key(drift, old):
            yield _ask_missing(drift, old)


def _is_open(drift: Drift, column: RegionColumn, answers: Mapping[str, str]) -> bool:
    return answers.get(drift.id_of("column", column.header)) != IGNORE


def _possibly_renamed(drift: Drift) -> Iterator[tuple[ColumnMatch, RegionColumn]]:
    """Pairs of a column that is gone and an unknown one in its place or of nearly its name."""
    free = [column for column in drift.added if not column.targets]
    for old in drift.gone:
        if not old.columns or not free:
            continue
        best = max(free, key=lambda new: _likeness(drift, old, new))
        if _likeness(drift, old, best) >= ALIKE:
            free.remove(best)
            yield old, best


def _likeness(drift: Drift, old: ColumnMatch, new: RegionColumn) -> float:
    """Likeness of two headers; a column between the same neighbours is alike whatever its name."""
    return _words_alike(old, new) + (
        ALIKE if _neighbours(drift, old) == _neighbours_now(drift, new) else 0.0
    )


def _words_alike(old: ColumnMatch, new: RegionColumn) -> float:
    return SequenceMatcher(None, normalise(old.header), normalise(new.header)).ratio()


def _neighbours(drift: Drift, column: ColumnMatch) -> list[str]:
    columns = drift.template.columns
    place = columns.index(column)
    around = (columns[place - 1] if place else None, *columns[place + 1 : place + 2])
    return [lasting_name(each.header) for each in around if each]


def _neighbours_now(drift: Drift, column: RegionColumn) -> list[str]:
    columns = drift.region.columns
    place = columns.index(column)
    around = (columns[place - 1] if place else None, *columns[place + 1 : place + 2])
    return [lasting_name(each.header) for each in around if each]


def _ask_renamed(drift: Drift, old: ColumnMatch, new: RegionColumn) -> Question:
    """Ask with the earlier meaning as proposal; one that its header fixes is given by it."""
    name = old.columns[0]
    target = _by_header(old.header, name)
    is_fixed = target is not None and bool(target.fixed)
    meaning = f"{LIKE}{_shown(old.header)}" if is_fixed else name
    return Question(
        drift.id_of("column", new.header),
        drift.region.sheet,
        new.header,
        f'"{_shown(old.header)}" of {drift.template.origin} is not there; '
        f'"{_shown(new.header)}" may be the same column, renamed. Is it {name}?',
        (meaning, IGNORE),
        meaning,
    )


def _is_key(drift: Drift, column: ColumnMatch) -> bool:
    """Whether a column that is gone held the key of the rows and nothing else holds it now."""
    principal = CANONICAL.get(drift.template.tables[0])
    if principal is None:
        return False
    keys = {f"{principal.name}.{name}" for name in principal.key}
    keys |= {f"{principal.name}.{each.name}" for each in principal.columns if each.required}
    filled = {target.name for each in drift.region.columns for target in each.targets}
    return bool(keys & {*column.columns} - filled)


def _ask_missing(drift: Drift, column: ColumnMatch) -> Question:
    return Question(
        drift.id_of("missing", column.header),
        drift.region.sheet,
        column.header,
        f'"{_shown(column.header)}" gave {column.columns[0]} in {drift.template.origin}, and no '
        "column gives it now. Put it back and load the file again, or rows go by another key.",
        (GO_ON,),
        None,
    )


def issues(drift: Drift) -> Iterator[Issue]:
    """List what is renamed, moved, new and missing, each with both names or places."""
    moved = _moved(drift)
    for old, new in drift.kept:
        if lasting_name(old.header) != lasting_name(new.header):
            yield _issue(
                drift,
                "column_renamed",
                new,
                f'"{_shown(old.header)}" of {drift.template.origin} is now called '
                f'"{_shown(new.header)}". It fills {_filled(new)}, as before.',
            )
        elif new.position in moved:
            yield _issue(
                drift,
                "column_moved",
                new,
                f'"{_shown(new.header)}" stood in {old.cell} in {drift.template.origin}, before '
                "or after other columns. It was found by its name; nothing is to be done.",
            )
    for new in drift.added:
        yield _issue(
            drift,
            "column_new",
            new,
            f'"{_shown(new.header)}" was not in {drift.template.origin}. It fills {_filled(new)}.',
        )
    for old in drift.gone:
        yield _missing(drift, old)


def _issue(drift: Drift, rule: str, column: RegionColumn, message: str) -> Issue:
    return Issue(drift.region.sheet, column.header_cell, rule, column.header, message)


def _missing(drift: Drift, column: ColumnMatch) -> Issue:
    """Issue at the header line: the column itself has no cell any more."""
    region = drift.region
    line = region.header_row or region.first_row
    is_upright = region.orientation == ROWS
    cell = address(line, region.first_column) if is_upright else address(region.first_row, line)
    lost = f"{column.columns[0]} is unknown in this load" if column.columns else "It filled nothing"
    message = (
        f'"{_shown(column.header)}" stood in {column.cell} in {drift.template.origin} and is not '
        f"there now. {lost}; put the column back if it was left out by mistake."
    )
    return Issue(region.sheet, cell, "column_missing", column.header, message)


def _filled(column: RegionColumn) -> str:
    return ", ".join(target.name for target in column.targets) or "nothing"


def _shown(header: str) -> str:
    return " ".join(header.split())


def _moved(drift: Drift) -> set[int]:
    """Positions of columns that left the order of the others: the fewest that explain it."""
    places = {id(column): place for place, column in enumerate(drift.template.columns)}
    pairs = sorted((places[id(old)], new.position) for old, new in drift.kept)
    return {new for _, new in pairs} - _longest_rising([new for _, new in pairs])


def _longest_rising(positions: Sequence[int]) -> set[int]:
    """Longest part of the positions that rises."""
    ends: list[int] = []  # last position of the best part of each length
    before: dict[int, int | None] = {}
    for position in positions:
        place = bisect_left(ends, position)
        before[position] = ends[place - 1] if place else None
        ends[place : place + 1] = [position]
    rising: set[int] = set()
    last = ends[-1] if ends else None
    while last is not None:
        rising.add(last)
        last = before[last]
    return rising


def remembered(drift: Drift, asked: Sequence[Question]) -> dict[str, str]:
    """Answers of the template to the questions asked now, and columns that it knows better."""
    known = _moved_on(drift)
    found = {}
    for question in asked:
        answer = known.get(question.id)
        if question.id.startswith("table:"):
            answer = answer or drift.template.tables[0]
        if answer is None or chosen(question, answer) is None:
            continue
        if _is_same_subject(drift, question):
            found[question.id] = answer
    return found


def meanings(drift: Drift, answers: Mapping[str, str]) -> dict[str, str]:
    """Answers that give columns the meaning they had, where it is not seen in them this time.

    Only columns of the principal table that nothing else fixes: the cells decided about them
    before, and may be empty or few now.
    """
    known = _moved_on(drift)
    found = {}
    for old, new in drift.kept:
        name = old.columns[0] if len(old.columns) == 1 else ""
        key = drift.id_of("column", new.header)
        was_decided = known.get(key)
        if key in answers:
            continue
        if was_decided:
            found[key] = was_decided
        elif _is_lost(drift, name, new):
            found[key] = name
    return found


def _is_lost(drift: Drift, name: str, new: RegionColumn) -> bool:
    """Whether a plain column of the principal table has another meaning, or none, this time."""
    table, _, column = name.partition(".")
    is_plain = table == drift.template.tables[0] and column not in ("amount", "group_id")
    return is_plain and [target.name for target in new.targets] != [name]


def _moved_on(drift: Drift) -> dict[str, str]:
    """Answers of the template by the ids that this table's sheet and headers give them."""
    headers = {plain(old.header): plain(new.header) for old, new in drift.kept}
    old, new = plain(drift.template.sheet), plain(drift.region.sheet)
    is_same = timeless(drift.template.sheet) == timeless(drift.region.sheet)
    found = {}
    for key, answer in drift.template.answers.items():
        kind, colon, rest = key.partition(":")
        sheet, colon_after, header = rest.partition(":")
        name, mark, place = sheet.partition("#")
        if not colon or name != old:
            found[key] = answer
        elif is_same or kind != "value":  # another sheet may be of another project
            moved = f"{kind}:{new}{mark}{place}{colon_after}{headers.get(header, header)}"
            found[moved] = answer
    return found


def _is_same_subject(drift: Drift, question: Question) -> bool:
    """Whether what a name proposed before is proposed again: not the file of another project."""
    before = {_last_part(key): said for key, said in drift.template.proposals.items()}
    then = before.get(_last_part(question.id))
    if not question.id.startswith("value:") or then is None or question.proposal is None:
        return True
    return _subject(then) == _subject(question.proposal)


def _last_part(question_id: str) -> str:
    kind, _, rest = question_id.partition(":")
    return f"{kind}:{rest.rpartition(':')[2]}"


def _subject(name: str) -> frozenset[str]:
    return frozenset(timeless(name).split()) - VERSION_WORDS


def in_family(drift: Drift) -> Region:
    """Region in the family of its template, where only that keeps rows from counting twice.

    Rows of a table without a key replace those of the same family and period; rows with a key
    that another family gave already are asked about.
    """
    principal = CANONICAL.get(drift.region.tables[0])
    if principal is None or principal.key:
        return drift.region
    return replace(drift.region, family=drift.template.family)
