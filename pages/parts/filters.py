"""The filters above every page of figures; their state stands in the URL, and only here."""

from collections.abc import Sequence
from datetime import date

import streamlit as st

from pages.parts.readings import contents_of, organisations, status_dates, warehouse
from pages.parts.text import plain
from pmo.errors import UsageError
from pmo.selection import Scope, Selection
from pmo.settings import EMBEDDED, read_settings

EVERYTHING = "all"
WIDTHS = (1.2, 1, 1.6, 2)


def choose() -> Selection:
    """Show the filters in one row; returns what they ask for."""
    snapshot = warehouse().current()
    if snapshot is None:
        raise UsageError("Nothing is loaded yet. Load a file first.")
    places = st.columns(WIDTHS, vertical_alignment="bottom")
    with places[0]:
        organisation = _organisation(organisations(snapshot))
    with places[1]:
        status_date = _status_date(status_dates(snapshot, organisation))
    whole = Selection(organisation, snapshot, status_date, Scope.everything())
    contents = contents_of(whole)
    with places[2]:
        group = _group(contents.groups)
    with places[3]:
        projects = _projects(contents.projects)
    return Selection(
        organisation, snapshot, status_date, Scope.everything(), group=group, projects=projects
    )


def default_organisation(known: Sequence[str]) -> str:
    """The one that the settings name, else the first of the reader's own, else an embedded one."""
    named = read_settings().organisation
    if named in known:
        return str(named)
    own = [name for name in known if name not in EMBEDDED]
    return [*own, *(name for name in EMBEDDED if name in known)][0]


def _organisation(known: Sequence[str]) -> str:
    first = default_organisation(known)
    options = [first, *(name for name in known if name != first)]
    return st.selectbox(
        "Organisation", options, key="organisation", format_func=str, bind="query-params"
    )


def _status_date(days: Sequence[date]) -> date:
    newest_first = [day.isoformat() for day in reversed(days)]
    chosen = st.selectbox(
        "Status date",
        newest_first,
        key="at",
        format_func=lambda text: f"{date.fromisoformat(text):%d %b %Y}".lstrip("0"),
        bind="query-params",
    )
    return date.fromisoformat(chosen)


def _group(labels: dict[str, str]) -> str | None:
    options = [EVERYTHING, *labels]
    shown = {EVERYTHING: "All groups"} | {key: plain(label) for key, label in labels.items()}
    chosen = st.selectbox(
        "Group", options, key="group", format_func=shown.__getitem__, bind="query-params"
    )
    return None if chosen == EVERYTHING else chosen


def _projects(names: dict[str, str]) -> tuple[str, ...]:
    chosen = st.multiselect(
        "Projects",
        list(names),
        key="project",
        format_func=lambda key: names.get(key, key),
        placeholder="All projects",
        bind="query-params",
    )
    return tuple(chosen)
