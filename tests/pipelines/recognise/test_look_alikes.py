"""Files that nobody has seen: known names in any order, and looks that values do not tell."""

from dataclasses import replace
from datetime import date

import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.book import MARK_SCHEMA
from tests.pipelines.books import questions_of, region_of, regions_of, sheet_of, targets_of

NAMES = {  # of the same column, as different senders write it
    "projects.project_id": ("Project ID", "PROJECT CODE", "project_no", "Projektnr"),
    "projects.manager": ("Project manager", "PM", "Projektleiter", "Chef de projet"),
    "projects.health_overall": ("RAG", "Overall health", "Ampel", "Delivery confidence"),
    "projects.forecast_finish_date": ("Forecast finish", "Forecast completion"),
    "projects.percent_complete_share": ("% complete", "Progress", "Fortschritt"),
}
CELLS = {
    "projects.project_id": ("P-1", "P-2", "P-3"),
    "projects.manager": ("Ann Lee", "Bob Ray", "Cy Fox"),
    "projects.health_overall": ("Red", "Green", "Amber"),
    "projects.forecast_finish_date": (date(2026, 6, 30), date(2026, 9, 1), date(2027, 1, 15)),
    "projects.percent_complete_share": (0.1, 0.5, 0.9),
}
HEADER = ("Project name", "Manager", "RAG", "Forecast finish")
ROWS = tuple((name, "Ann Lee", "Red", date(2026, 6, 30)) for name in ("Alpha", "Beta", "Gamma"))


@st.composite
def registers(draw: st.DrawFn) -> list[tuple[str, str]]:
    """Columns in any order, each under one of its names, in any case."""
    order = draw(st.permutations(list(NAMES)))
    cases = st.sampled_from([str, str.upper, str.lower])
    return [(column, draw(cases)(draw(st.sampled_from(NAMES[column])))) for column in order]


@settings(max_examples=40, derandomize=True)
@given(registers(), st.integers(0, 3))
def test_columns_are_found_in_any_order_under_any_known_name(columns, lines_above: int):
    titles = [("Status of the portfolio",)] * lines_above
    body = zip(*(CELLS[column] for column, _ in columns), strict=True)
    region = region_of(*titles, [name for _, name in columns], *body)
    assert region.header_row == lines_above + 1
    assert targets_of(region) == {name: [column] for column, name in columns}
    assert not any(name.startswith(("column", "header", "table")) for name in questions_of(region))


def marked(row: int, **look: object) -> dict[str, list[object]]:
    """Marks of the four cells of a row."""
    empty = dict.fromkeys(MARK_SCHEMA)
    marks = [empty | {"row": row, "column": column} | look for column in (1, 2, 3, 4)]
    return {name: [mark[name] for mark in marks] for name in MARK_SCHEMA}


def looking(row: int, **look: object):
    marks = pl.DataFrame(marked(row, **look), schema=MARK_SCHEMA)
    return replace(sheet_of(HEADER, *ROWS), marks=marks)


def test_a_struck_row_is_asked_about_once_and_proposed_as_cancelled():
    (region,) = regions_of(looking(3, is_struck=True))
    assert questions_of(region) == {"struck_rows:sheet1": "cancelled"}
    assert region.carried.select("position", "text").rows() == [(3, "cancelled")]


def test_grey_letters_count_as_struck_and_black_ones_do_not():
    (grey,) = regions_of(looking(3, ink="#999999"))
    (black,) = regions_of(looking(3, ink="#111111"))
    assert grey.carried["position"].to_list() == [3]
    assert (black.carried.height, black.questions) == (0, ())


def test_a_struck_row_that_means_nothing_is_loaded_as_it_is():
    (region,) = regions_of(looking(3, is_struck=True), answers={"struck_rows:sheet1": "no meaning"})
    assert (region.carried.height, region.questions) == (0, ())


def test_few_blanks_below_a_programme_are_a_question():
    header = ("Programme", "Project name", "RAG", "Manager")
    rows = (("Housing", "A"), ("Roads", "B"), ("", "C"), ("Rail", "D"), ("Ports", "E"))
    region = region_of(header, *((*row, "Red", "Ann Lee") for row in rows))
    assert questions_of(region) == {"fill_down:sheet1:programme": "yes"}


def test_headings_that_say_no_level_are_a_question():
    rows = ((ROWS[0][0], *ROWS[0][1:]), ("Housing",), ROWS[1], ("Roads",), ROWS[2])
    region = region_of(HEADER, *rows)
    assert questions_of(region) == {"sections:sheet1": "department"}
    assert region.carried["text"].to_list() == ["Housing", "Roads"]


def test_dates_under_names_of_another_list_speak_against_no_table():
    header = ("Project", "Review", "Review 2", "Owner", "Status")
    rows = [(f"P{n}", f"2026-03-1{n}", f"2026-05-1{n}", "Ann Lee", "Open") for n in (1, 2, 3)]
    assert region_of(header, *rows).tables == ("projects", "milestones")
