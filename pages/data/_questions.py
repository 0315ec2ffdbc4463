"""Questions that intake will not guess, asked on the page."""

import hashlib
from datetime import date

import streamlit as st

from pages.data import _uploads
from pages.data._uploads import Upload
from pages.parts.text import plain
from pmo.ledger import Question

EARLIEST, LATEST = date(1950, 1, 1), date(2100, 12, 31)
WIDTH = 560  # pixels of an answer


def ask(upload: Upload, questions: tuple[Question, ...]) -> None:
    """Ask each open question; what has a proposal shows it chosen."""
    with st.form("questions", border=True):
        one = len(questions) == 1
        st.markdown(f"**{len(questions)} question{'' if one else 's'} before it can be loaded**")
        given = {question.id: _answer(question) for question in questions}
        if st.form_submit_button("Use these answers", type="primary"):
            said = {key: value for key, value in given.items() if value}
            _uploads.answered(upload, said)
            st.rerun()


def _answer(question: Question) -> str | None:
    is_of_file = ":" not in question.id  # such as the status date
    parts = () if is_of_file else (question.sheet, question.column)
    where = " · ".join(part for part in parts if part)
    label = plain(f"{question.text} ({where})" if where else question.text)
    key = f"answer_{hashlib.sha256(question.id.encode()).hexdigest()[:12]}"
    if question.id == "status_date":
        day = st.date_input(
            label,
            value=question.proposal,
            min_value=EARLIEST,
            max_value=LATEST,
            format="YYYY-MM-DD",
            key=key,
            width=WIDTH,
        )
        return day.isoformat() if day else None
    if not question.choices:
        return st.text_input(label, value=question.proposal or "", key=key, width=WIDTH).strip()
    choices = list(question.choices)
    first = choices.index(question.proposal) if question.proposal in choices else None
    return st.selectbox(label, choices, index=first, key=key, width=WIDTH)
