"""What a person decided about a file so far, each to be taken back by one click."""

from typing import TYPE_CHECKING

import streamlit as st

from pages.data import _uploads
from pages.data._uploads import Upload
from pages.parts.text import counted, plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pipelines.intake import FileRecord
    from pmo.ledger import Issue

MOST_LINES = 50
MOST_SPANS = 8


def decided(upload: Upload, record: "FileRecord", key: str) -> None:
    """List what was set aside and corrected by hand, and how often."""
    lines = [*_aside(upload), *_corrected(upload, record)]
    if not lines:
        return
    title = f"Decided by you: {' and '.join(_counts(record))}"
    with st.expander(title, key=f"{key}_decided", icon=":material/task_alt:"):
        st.caption("The file that you sent stays as it is. All of this is kept with the load.")
        for n, (text, answer_id) in enumerate(lines[:MOST_LINES]):
            with st.container(horizontal=True, vertical_alignment="center"):
                st.markdown(plain(text), width="stretch")
                if st.button("Take back", key=f"{key}_back_{n}", type="tertiary"):
                    _uploads.answered(upload, {answer_id: None})
                    st.rerun()
        if len(lines) > MOST_LINES:
            st.caption(f"The first {MOST_LINES} of {len(lines)} are shown.")


def _counts(record: "FileRecord") -> "Iterator[str]":
    corrected = len([*_issues(record, "corrected_cell")])
    aside = len([*_issues(record, "set_aside")])
    if corrected:
        yield f"{counted(corrected, 'cell')} corrected"
    if aside or not corrected:
        yield f"{counted(aside, 'record')} set aside"


def _issues(record: "FileRecord", rule: str) -> "Iterable[Issue]":
    return (issue for region in record.regions for issue in region.issues if issue.rule == rule)


def _aside(upload: Upload) -> "Iterator[tuple[str, str]]":
    for answer_id, lines in upload.answers.items():
        kind, _, rest = answer_id.partition(":")
        if kind == "set_aside":
            sheet, _, reason = rest.partition(":")
            place = f"sheet {sheet}, " if sheet else ""
            yield f"Set aside, {place}{_named(lines)} ({reason})", answer_id


def _named(lines: str) -> str:
    """Lines of an answer in words: "lines 5 to 7, 9 and 12 more"."""
    spans = [span.replace("-", " to ") for span in lines.split()]
    rest = len(spans) - MOST_SPANS
    more = f" and {rest} more" if rest > 0 else ""
    return f"{'line' if lines.isdigit() else 'lines'} {', '.join(spans[:MOST_SPANS])}{more}"


def _corrected(upload: Upload, record: "FileRecord") -> "Iterator[tuple[str, str]]":
    from pipelines.corrections import cell_id

    for issue in _issues(record, "corrected_cell"):
        answer_id = cell_id(issue.sheet, issue.cell)
        if answer_id in upload.answers:
            place = f"sheet {issue.sheet}, " if issue.sheet else ""
            stood = f'"{issue.value}"' if issue.value else "empty"
            new = upload.answers[answer_id]
            yield f'Corrected, {place}cell {issue.cell}: was {stood}, is read as "{new}"', answer_id
