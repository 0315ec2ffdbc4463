"""What a file of a known template has changed: columns renamed, moved, new and missing.

A column is the same as before if its header is, dates in it aside; or if it fills the same
canonical column alone; or if a person says so. A missing key stops the load: rows would go by
another key and stand beside their own history.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher

from pipelines.answers import question_id
from pipelines.headers import normalise, read_header
from pipelines.recognise.known_names import candidates
from pipelines.recognise.questions import IGNORE, LIKE, in_words
from pipelines.region import Region, RegionColumn, Target
from pipelines.remembered import Template, is_lasting, lasting_name
from pmo.ledger import ColumnMatch, Question
from pmo.tables import CANONICAL

GO_ON = "load without it"
ALIKE = 0.6  # likeness of two headers from which one may be the other
SURE = 0.8  # likeness of two headers that fill nothing, from which they are taken for one


@dataclass(frozen=True)
class Drift:
    """A table beside the template that it was found to be."""

    region: Region
    template: Template
    kept: tuple[tuple[ColumnMatch, RegionColumn], ...]  # the same column, then and now
    gone: tuple[ColumnMatch, ...]
    added: tuple[RegionColumn, ...]

    def id_of(self, what: str, header: str) -> str:
        """Id of a question about a column of this table."""
        return question_id(what, self.region.sheet, header, place=self.region.place)


def compare(region: Region, template: Template) -> Drift:
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
    return Drift(region, template, tuple(kept), tuple(old), tuple(new))


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
    meaning = f"{LIKE}{shown(old.header)}" if is_fixed else name
    return Question(
        drift.id_of("column", new.header),
        drift.region.sheet,
        new.header,
        f'"{shown(old.header)}" of {drift.template.origin} is not there; '
        f'"{shown(new.header)}" may be the same column, renamed. Is it the {in_words(name)}?',
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
        f'"{shown(column.header)}" gave the {in_words(column.columns[0])} in '
        f"{drift.template.origin}, and no column gives it now. "
        "Put it back and load the file again, or rows go by another key.",
        (GO_ON,),
        None,
    )


def shown(header: str) -> str:
    """Header in one line."""
    return " ".join(header.split())
