"""Files that were sent together: which one is looked at, and what of them can be loaded."""

from collections.abc import Sequence
from functools import partial

import polars as pl
import streamlit as st

from pages.data import _uploads
from pages.data._asked import asked
from pages.data._examined import state
from pages.data._uploads import Batch
from pages.data._work import Looked, loaded, loading_name
from pages.parts.emphasis import emphasis
from pages.parts.jobs import jobs
from pages.parts.your_name import your_name

COUNTS = ("Records", "Questions", "Issues")


def chosen_file(batch: Batch, looked: Sequence[Looked]) -> int:
    """Place of the file to look at; of several files, one line for each says how it stands."""
    if len(looked) == 1:
        return 0
    _overview(looked)
    return st.selectbox(
        "File to look at",
        range(len(looked)),
        index=_first_open(looked),
        format_func=lambda n: batch.uploads[n].name,
        key=f"shown_{batch.id}",
        persist_state="session",
        width=480,
    )


def _first_open(looked: Sequence[Looked]) -> int:
    """First file that somebody must look at; else the first."""
    return next((n for n, each in enumerate(looked) if not each.found.is_ready), 0)


def _overview(looked: Sequence[Looked]) -> None:
    schema = {"File": pl.String, "State": pl.String, **dict.fromkeys(COUNTS, pl.Int64)}
    rows = [(each.upload.name, state(each.found), *_counts(each)) for each in looked]
    st.dataframe(
        pl.DataFrame(rows, schema=schema, orient="row"),
        hide_index=True,
        lazy=False,
        key="files",
        placeholder="",
        column_config={
            name: st.column_config.NumberColumn(format="localized", width=90) for name in COUNTS
        },
        alt="Files that were sent together, and what each of them waits for.",
    )


def _counts(looked: Looked) -> tuple[int | None, ...]:
    """Records, questions and issues; of a file that cannot be read nothing is known."""
    found = looked.found
    if found.record.error is not None:
        return (None,) * len(COUNTS)
    return (
        sum(region.rows.loaded for region in found.record.regions),
        len(asked(found.record.questions)),
        sum(len(trouble.issues) for trouble in found.troubles),
    )


def offer(batch: Batch, looked: Sequence[Looked], news: int | None) -> None:
    """Load what is ready, or give up; a file that asks something or holds no table waits.

    A load of somebody else makes the button another one: a click on what was seen before it
    starts nothing.
    """
    ready = [each.upload for each in looked if each.found.is_ready]
    label = "Load this file" if len(looked) == 1 else f"Load {len(ready)} of {len(looked)} files"
    by = your_name()
    if st.button(
        label,
        key="load_now" if news is None else f"load_now_after_{news}",
        type=emphasis(),
        icon=":material/check:",
        disabled=not ready,
        help=None if ready else _why_not(looked),
    ):
        jobs().start(loading_name(batch.id), partial(loaded, ready, by))
        st.rerun()
    is_hopeless = all(each.found.record.error is not None for each in looked)
    if st.button(
        "Send other files" if is_hopeless else "Give up",
        key="give_up",
        icon=":material/upload_file:" if is_hopeless else ":material/close:",
    ):
        _uploads.remove(batch)
        del st.query_params["upload"]
        st.rerun()


def _why_not(looked: Sequence[Looked]) -> str:
    if any(each.found.record.questions for each in looked):
        return "Answer the questions first."
    return "Nothing here can be loaded: no table was found."
