"""The filters above every page of figures; their state stands in the URL, and only here.

The URL holds what a reader sees ("at=31 Oct 2026"); a link may also name dates as 2026-10-31, and
groups and projects by their keys.
"""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from datetime import date

import streamlit as st

from pages.parts.readings import contents_of, organisations, status_dates, warehouse
from pmo.errors import UsageError
from pmo.readings.change import day_in_words
from pmo.readings.words import NBSP
from pmo.selection import Scope, Selection
from pmo.settings import EMBEDDED, read_settings

EVERYTHING = ""
WIDTHS = (1.2, 1.25, 1.4, 1.65)


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
    return st.selectbox("Organisation", options, key="organisation", bind="query-params")


def _status_date(days: Sequence[date]) -> date:
    shown = {day.isoformat(): day_in_words(day).replace(NBSP, " ") for day in reversed(days)}
    take_keys_of_a_link("at", shown)
    chosen = st.selectbox(
        "Status date", list(shown), key="at", format_func=_shown_by(shown), bind="query-params"
    )
    return date.fromisoformat(chosen)


def _group(labels: Mapping[str, str]) -> str | None:
    shown = {EVERYTHING: "All groups"} | dict(labels)
    take_keys_of_a_link("group", shown)
    chosen = st.selectbox(
        "Group", list(shown), key="group", format_func=_shown_by(shown), bind="query-params"
    )
    return chosen or None


def _projects(names: Mapping[str, str]) -> tuple[str, ...]:
    shown = distinct(names)
    take_keys_of_a_link("project", shown, several=True)
    chosen = st.multiselect(
        "Projects",
        list(shown),
        key="project",
        format_func=_shown_by(shown),
        placeholder="All projects",
        bind="query-params",
    )
    return tuple(chosen)


def distinct(names: Mapping[str, str]) -> dict[str, str]:
    """Names by key; where two projects share a name, their keys tell them apart."""
    uses = Counter(names.values())
    return {key: f"{name} ({key})" if uses[name] > 1 else name for key, name in names.items()}


def _shown_by(shown: Mapping[str, str]) -> Callable[[str], str]:
    return lambda key: shown.get(key, key)


def take_keys_of_a_link(name: str, shown: Mapping[str, str], *, several: bool = False) -> None:
    """Choose what a link names by key, where Streamlit would look for the shown text."""
    if name in st.session_state:
        return
    keys = [key for key in st.query_params.get_all(name) if key in shown]
    if keys:
        st.session_state[name] = keys if several else keys[0]
