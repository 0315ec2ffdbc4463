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


def meanings_of(header, *rows):
    """Columns that a comma-separated header over rows is taken for."""
    cells = [
        (number, place, "text", text)
        for number, row in enumerate((header, *rows), 1)
        for place, text in enumerate(row.split(","), 1)
    ]
    sheet = Sheet("List", pl.DataFrame(cells, CELL_SCHEMA, orient="row"))
    (region,) = recognise(Book("list.csv", "0" * 64, "csv", (sheet,)))
    return {each.header: [target.column for target in each.targets] for each in region.columns}


def test_a_few_words_that_nobody_knows_stay_under_the_very_name_of_their_column():
    found = meanings_of(
        "Risk ID,Risk,Severity,Project ID,Owner", "R1,Silt,Grave,P1,Ann", "R2,Ice,Mild,P1,Bo"
    )
    assert found["Severity"] == ["severity"]
    found = meanings_of(
        "Project ID,Overall RAG,Forecast finish",
        "P1,Sunny,2026-05-01",
        "P2,Stormy,2026-06-01",
    )
    assert found["Overall RAG"] == ["health_overall"]


def test_many_words_that_nobody_knows_are_no_list_of_words():
    risks = [f"R{n},Silt {n},Grave {n},open,P1,Ann" for n in range(12)]
    assert meanings_of("Risk ID,Risk,Severity,State,Project ID,Owner", *risks)["Severity"] == []


def test_a_few_known_words_among_many_tasks_make_no_kind_of_time():
    tasks = ("Meeting", "Paint", "Wire the pumps", "Test the gates")
    assert meanings(*(day(n, task) for n, task in enumerate(tasks)))["Task"] != ["time_kind"]
