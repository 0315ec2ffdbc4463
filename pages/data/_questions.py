"""Questions that intake will not guess, asked on the page."""

import hashlib
from collections.abc import Mapping
from datetime import date

import streamlit as st

from pages.data import _uploads
from pages.data._asked import Asked, asked, where
from pages.data._columns import in_words, table_in_words
from pages.data._uploads import Upload
from pages.parts.emphasis import emphasis
from pages.parts.text import counted, plain
from pmo.ledger import Question

EARLIEST, LATEST = date(1950, 1, 1), date(2100, 12, 31)
WIDTH = 560  # pixels of an answer
SAME = "the same answer"
# Names of hues as the theme names its colours; the words beside the sign say the same.
SIGNS = {"red": "red", "pink": "red", "orange": "orange", "amber": "orange", "yellow": "yellow",
         "green": "green", "turquoise": "green", "blue": "blue", "purple": "violet"}  # fmt: skip

Offered = Mapping[str, tuple[str, ...]]  # what a column may be read as, by the question's id


def ask(upload: Upload, questions: tuple[Question, ...], offered: Offered) -> None:
    """Ask each open question once; what has a proposal shows it chosen."""
    with st.form("questions", border=True):
        things = asked(questions)
        st.markdown(f"**{counted(len(things), 'question')} before it can be loaded**")
        said: dict[str, str] = {}
        text = ""
        for thing in things:
            is_repeated = thing.first.text == text  # then the place alone tells them apart
            said |= _answers(thing, offered, is_repeated=is_repeated)
            text = thing.first.text
        if st.form_submit_button("Use these answers", type=emphasis()):
            _uploads.answered(upload, said)
            st.rerun()


def _answers(thing: Asked, offered: Offered, *, is_repeated: bool) -> dict[str, str]:
    """What is answered, by question id; without an answer nothing."""
    first = thing.first
    label = plain(where(first, with_column=True)) if is_repeated else _label(thing)
    choices = _choices(first, offered)
    answer = _answer(first, choices, label, thing.proposal)
    given = dict.fromkeys((each.id for each in thing.questions), answer)
    if len(thing.questions) > 1:
        st.caption(plain(f"The same answer holds for {thing.others}."))
        given |= _otherwise(thing, choices)
    return {key: text for key, text in given.items() if text}


def _otherwise(thing: Asked, choices: tuple[str, ...]) -> dict[str, str]:
    """Answers of places where another one holds."""
    given = {}
    with st.expander("Answer differently for some of them"):
        for question in thing.questions[1:]:
            place = where(question, with_column=thing.has_columns)
            text = f"{place}: {question.text}" if question.text != thing.first.text else place
            label = plain(text)
            if choices:
                own = _chosen(question, (SAME, *choices), label, SAME)
            else:
                own = st.text_input(label, key=_key(question), width=WIDTH, placeholder=SAME)
            if own and own != SAME:
                given[question.id] = own.strip()
    return given


def _label(thing: Asked) -> str:
    """The question, where it comes up, and the sign of a colour that it speaks of."""
    question = thing.first
    is_of_file = ":" not in question.id  # such as the status date
    place = "" if is_of_file else where(question, with_column=question.column not in question.text)
    text, _ = _parts(question)
    return f"{_sign(question)}{plain(f'{text} ({place})' if place else text)}"


def _parts(question: Question) -> tuple[str, str]:
    """What is asked, and why or how to answer it; that of an answer in one's own words stays."""
    is_typed = not question.choices and question.id != "status_date"
    asks, mark, why = question.text.partition("? ")
    return (question.text, "") if is_typed else (f"{asks}{mark.strip()}", why)


def _sign(question: Question) -> str:
    from pipelines.colour_names import hue_of

    kind, _, colour = question.id.partition(":")
    return f":{SIGNS.get(hue_of(colour), 'gray')}[■] " if kind == "colour" else ""


def _choices(question: Question, offered: Offered) -> tuple[str, ...]:
    """Answers to choose from; a column may be any other of its table besides."""
    return tuple(dict.fromkeys((*question.choices, *offered.get(question.id, ()))))


def _answer(
    question: Question, choices: tuple[str, ...], label: str, proposal: str | None
) -> str | None:
    if question.id == "status_date":
        day = st.date_input(
            label,
            value=proposal,
            min_value=EARLIEST,
            max_value=LATEST,
            format="YYYY-MM-DD",
            key=_key(question),
            help=_help(question),
            width=WIDTH,
        )
        return day.isoformat() if day else None
    if not choices:
        text = st.text_input(label, value=proposal or "", key=_key(question), width=WIDTH)
        return text.strip()
    return _chosen(question, choices, label, proposal)


def _chosen(
    question: Question, choices: tuple[str, ...], label: str, proposal: str | None
) -> str | None:
    kind = question.id.partition(":")[0]
    says = SAYS.get(kind, in_words)
    return st.selectbox(
        label,
        choices,
        index=choices.index(proposal) if proposal in choices else None,
        format_func=lambda choice: SAME if choice == SAME else says(choice),
        key=_key(question),
        help=_help(question),
        width=WIDTH,
    )


def _help(question: Question) -> str | None:
    _, why = _parts(question)
    return plain(why[:1].upper() + why[1:]) or None


def _line(number: str) -> str:
    return f"Line {number}"


SAYS = {"table": table_in_words, "header_row": _line}  # by the kind of question


def _key(question: Question) -> str:
    return f"answer_{hashlib.sha256(question.id.encode()).hexdigest()[:12]}"
