"""Lines cut by the thousand: the same cells as the strict reader of one record at a time."""

import csv
import io
from dataclasses import replace

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.raw import delimited, whole_lines
from pipelines.raw.refusal import Refusal
from pmo.settings import Limits

LIMITS = Limits()
MANY = 3 * whole_lines.FEWEST_LINES

field = st.one_of(
    st.sampled_from(
        ["", "a", " b ", "12,5", 'say ""yes""', '"x"', '"', '""', '"a,b"', 'a"b', "é€"]
    ),
    st.text(st.sampled_from('ab ,;"\t|€\r\n'), max_size=6),
)
line = st.lists(field, min_size=1, max_size=4).map(",".join)
line_end = st.sampled_from(["\n", "\n", "\n", "\r\n", "\r", "\r\r\n"])
piece = st.tuples(line, line_end).map("".join)
text = st.lists(piece, max_size=8).map("".join)


def one_by_one(content: str, delimiter: str) -> list[tuple[int, int, str]]:
    """Row, column and text of each filled cell, as the csv module reads them."""
    reader = csv.reader(io.StringIO(content, newline=""), delimiter=delimiter, strict=True)
    cells = []
    begin = 1
    for record in reader:
        cells += [(begin, place, each) for place, each in enumerate(record, 1) if each]
        begin = reader.line_num + 1
    return cells


def read(content: str, limits: Limits = LIMITS) -> list[tuple[int, int, str]]:
    batches = list(delimited.cells(content, limits))
    return list(pl.concat(batches).select("row", "column", "text").iter_rows()) if batches else []


@settings(max_examples=300)
@given(before=text, odd=text, after=text)
def test_what_is_cut_by_the_thousand_is_what_the_strict_reader_gives(
    before: str, odd: str, after: str
) -> None:
    plain = 'E1,2026-01-31,7.5\n"E2, left",2026-01-31,\n' * MANY
    content = "a,b,c\n" * 10 + before + plain + odd + plain + after
    try:
        expected = one_by_one(content, ",")
    except csv.Error:
        with pytest.raises(Refusal):
            read(content)
    else:
        assert read(content) == expected


@pytest.mark.parametrize("delimiter", ["\t", ";", "|", ","])
def test_every_delimiter_is_cut_alike(delimiter: str) -> None:
    line = delimiter.join(["E1", '"a ""b"""', '"x' + delimiter + 'y"', "", "c"])
    content = f"{line}\r\n" * MANY
    assert read(content) == one_by_one(content, delimiter)


def test_plain_lines_are_not_read_one_by_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(delimited, "_records")
    content = "E1,7.5\n" * MANY + '"E2, left",8\n' * MANY + "E3,1"
    assert read(content)[-2:] == [(2 * MANY + 1, 1, "E3"), (2 * MANY + 1, 2, "1")]


def test_a_cell_of_two_lines_is_read_one_by_one_and_the_rest_is_cut() -> None:
    content = "E1,7.5\n" * MANY + '"two\r\nlines",8\n' + "E3,1\n" * MANY
    found = read(content)
    assert found[2 * MANY] == (MANY + 1, 1, "two\r\nlines")
    assert found[2 * MANY + 2] == (MANY + 3, 1, "E3")


def test_pieces_end_with_lines(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(whole_lines, "PIECE_CHARACTERS", 1000)
    content = "".join(f"E{number},7.5\r\n" for number in range(1000))
    assert read(content) == one_by_one(content, ",")


@pytest.mark.parametrize(
    ("limit", "message"),
    [
        ({"columns": 1}, "Line 1 has 2 columns"),
        ({"rows": MANY - 1}, "more than 149 rows"),
        ({"cells": 2 * MANY - 1}, "more than 299 cells"),
        ({"cell_characters": 2}, "Line 1 has a cell longer"),
    ],
)
def test_limits_hold_for_lines_that_are_cut(limit: dict[str, int], message: str) -> None:
    with pytest.raises(Refusal, match=message):
        read("E1,7.5\n" * MANY, replace(LIMITS, **limit))
