"""What a template answers about a table that was found to be of it, as far as it still fits."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from pipelines.answers import chosen, plain, question_id, subject
from pipelines.drift import Drift
from pipelines.recognise.fingerprint import timeless
from pipelines.recognise.questions import IGNORE
from pipelines.region import Region, RegionColumn
from pmo.ledger import ColumnMatch, Question
from pmo.tables import CANONICAL

SEVERAL = 2  # canonical columns that one header fills
VERSION_WORDS = frozenset(
    ("copy", "of", "draft", "final", "new", "next", "latest", "rev", "v", "version", "month")
)


def remembered(drift: Drift, asked: Sequence[Question]) -> dict[str, str]:
    """Answers of the template to the questions asked now about its table."""
    known = _moved_on(drift)
    found = {}
    for question in asked:
        answer = known.get(question.id)
        about = subject(question.id, drift.region.sheet)
        if about and (about.kind, about.place) == ("table", drift.region.place):
            answer = answer or drift.template.tables[0]
        if answer is not None and _fits(drift, question, answer):
            found[question.id] = answer
    return found


def remembered_besides(drift: Drift, asked: Sequence[Question]) -> dict[str, str]:
    """Answers that the template's file got about the rest of it: other sheets, the whole file.

    Of other tables of the sheet that is which ones they are, if the table stands where it stood.
    """
    template, region = drift.template, drift.region
    known = {}
    for key, answer in template.answers.items():
        said = subject(key, template.sheet)
        if said is None:
            known[key] = answer
        elif said.kind == "table" and said.place != template.place == region.place:
            known[question_id("table", region.sheet, place=said.place)] = answer
    return {
        question.id: known[question.id]
        for question in asked
        if question.id in known and _fits(drift, question, known[question.id])
    }


def _fits(drift: Drift, question: Question, answer: str) -> bool:
    return chosen(question, answer) is not None and _is_same_subject(drift, question)


def meanings(drift: Drift, answers: Mapping[str, str]) -> dict[str, str]:
    """Answers that give columns the meaning they had, where it is not seen in them this time.

    Of an earlier load only columns of the principal table that nothing else fixes: the cells
    decided about them before, and may be empty or few now. A mapping file states every column.
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
        elif drift.template.is_stated and _is_otherwise(old, new):
            found[key] = name or IGNORE
        elif _is_lost(drift, name, new):
            found[key] = name
    return found


def _is_otherwise(old: ColumnMatch, new: RegionColumn) -> bool:
    """Whether a column fills something else than stated; what fills several is left as found."""
    return len(old.columns) < SEVERAL and {each.name for each in new.targets} != {*old.columns}


def _is_lost(drift: Drift, name: str, new: RegionColumn) -> bool:
    """Whether a plain column of the principal table has another meaning, or none, this time."""
    table, _, column = name.partition(".")
    is_plain = table == drift.template.tables[0] and column not in ("amount", "group_id")
    return is_plain and [target.name for target in new.targets] != [name]


def _moved_on(drift: Drift) -> dict[str, str]:
    """Answers about the template's table by the ids that its sheet and headers give them now."""
    template, region = drift.template, drift.region
    is_same = timeless(template.sheet) == timeless(region.sheet)
    found = {}
    for key, answer in template.answers.items():
        said = subject(key, template.sheet)
        is_own = said is not None and said.place == template.place
        # A value such as the project's name may be another one on another sheet.
        if is_own and (is_same or said.kind != "value"):
            about = _about_now(drift, said.about)
            found[question_id(said.kind, region.sheet, about, place=region.place)] = answer
    return found


def _about_now(drift: Drift, about: str) -> str:
    """What a question is about, with the header as it is written now."""
    for old, new in drift.kept:
        header = plain(old.header)
        if about == header or about.startswith(f"{header}:"):
            return plain(new.header) + about.removeprefix(header)
    return about


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
    if principal is None or principal.key or drift.template.is_stated:
        return drift.region
    return replace(drift.region, family=drift.template.family)
