"""Columns of few fixed words, and codes beside names: what the cells say decides."""

import polars as pl

from pipelines.book import CELL_SCHEMA, Book, Sheet
from pipelines.recognise import recognise

HEADER = ("Employee", "Date", "Project", "Project name", "Task", "Hours")


def meanings(*rows):
    cells = [
        (number, place, "text", text)
        for number, row in enumerate((HEADER, *rows), 1)
        for place, text in enumerate(row, 1)
    ]
    sheet = Sheet("Time", pl.DataFrame(cells, CELL_SCHEMA, orient="row"))
    (region,) = recognise(Book("time.csv", "0" * 64, "csv", (sheet,)))
    assert region.tables == ("time_entries",)
    return {each.header: [target.column for target in each.targets] for each in region.columns}


def day(number, task):
    return (f"E{number}", f"2026-03-{number + 12}", "P001", "Harbour wall", task, "4")


def test_texts_of_which_none_is_a_known_word_are_no_kind_of_time():
    found = meanings(day(1, "Wire the pumps"), day(2, "Paint"), day(3, "Test the gates"))
    assert found["Task"] != ["time_kind"]


def test_texts_of_which_some_are_known_words_are_a_kind_of_time():
    assert meanings(day(1, "Meeting"), day(2, "Pumps"), day(3, "Holiday"))["Task"] == ["time_kind"]


def test_codes_under_project_are_its_key_before_the_name_beside_them():
    found = meanings(day(1, "Paint"), day(2, "Paint"))
    assert (found["Project"], found["Project name"]) == (["project_id"], [])
