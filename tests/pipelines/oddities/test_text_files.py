"""Text files as programs and people write them: delimiters, encodings, fields too many."""

import pytest

REGISTER = (
    "Project ID;Project name;Forecast finish;Approved budget (EUR)\n"
    "P-1;Müller;2026-06-30;1200,50\n"
    "P-2;Łódź;2026-07-31;800,25\n"
)
WESTERN = REGISTER.replace("Łódź", "Café")
BUDGET = {"P-1": 120_050, "P-2": 80_025}


@pytest.fixture
def loaded_text(loaded, tmp_path):
    """Load the bytes of a text file under a name."""

    def load_it(content, name="register.csv"):
        path = tmp_path / name
        path.write_bytes(content)
        return loaded(path)

    return load_it


def names(outcome):
    return outcome.column("projects", "project_name")


@pytest.mark.parametrize(
    "content",
    [
        REGISTER.encode(),
        REGISTER.encode("utf-8-sig"),
        REGISTER.encode("utf-16"),  # "Unicode text"
        REGISTER.encode("utf-16-be").join((b"\xfe\xff", b"")),
        REGISTER.replace("\n", "\r\n").encode(),
        REGISTER.replace("\n", "\r").encode(),
        ("sep=;\n" + REGISTER).encode(),
        REGISTER.replace(";", "\t").encode(),  # tabs in a file that is called .csv
        REGISTER.replace(";", "|").encode(),
    ],
    ids=["utf-8", "mark", "utf-16", "utf-16-be", "crlf", "cr", "sep", "tabs", "bars"],
)
def test_the_same_rows_come_out_of_every_encoding_and_delimiter(loaded_text, content):
    outcome = loaded_text(content)
    assert names(outcome) == {"P-1": "Müller", "P-2": "Łódź"}
    assert outcome.column("budget_lines", "amount") == BUDGET
    assert outcome.issues == set()


def test_western_european_text_is_read_and_said_to_be_assumed(loaded_text):
    outcome = loaded_text(WESTERN.encode("cp1252"))
    assert names(outcome) == {"P-1": "Müller", "P-2": "Café"}
    assert outcome.column("budget_lines", "amount") == BUDGET
    assert outcome.values("encoding_assumed") == {"": "cp1252"}


def test_a_line_of_more_or_fewer_fields_than_the_header_is_not_loaded(loaded):
    outcome = loaded("o39_rows_longer_and_shorter.csv")
    assert outcome.values("ragged_row").keys() == {"A3:E3", "A4:E4", "A6:E6"}
    assert "Line 3 has 5 fields where the header has 4" in outcome.message("A3:E3", "ragged_row")
    assert names(outcome) == {"P-1": "Alpha", "P-4": "Delta"}
    (region,) = outcome.record.regions
    assert (region.rows.loaded, region.rows.rejected, region.rows.totals) == (2, 3, 1)
    assert outcome.column("budget_lines", "amount") == {"P-1": 10_000, "P-4": 40_000}


def test_lines_that_a_program_cuts_at_their_last_filled_field_are_loaded(loaded_text):
    lines = (
        "Project ID,Project name,Forecast finish,RAG,Comments",
        "P-1,Alpha,2026-06-30,Green",
        "P-2,Beta,2026-07-31",
        "P-3,Gamma,2026-08-31,Red,late",
    )
    outcome = loaded_text("\n".join(lines).encode())
    assert names(outcome) == {"P-1": "Alpha", "P-2": "Beta", "P-3": "Gamma"}
    assert outcome.values("ragged_row") == {}


def test_a_column_without_a_name_makes_no_line_ragged_and_its_first_record_no_header(loaded_text):
    lines = (
        "Project ID,Project name,Forecast finish,RAG",
        "P-1,Alpha,2026-06-30,Green,see minutes",
        "P-2,Beta,2026-07-31,Red,late",
        "P-3,Gamma,2026-08-31,Green,on hold",
    )
    outcome = loaded_text("\n".join(lines).encode())
    assert names(outcome) == {"P-1": "Alpha", "P-2": "Beta", "P-3": "Gamma"}
    assert outcome.values("ragged_row") == {}


def test_a_title_above_the_header_is_no_ragged_line(loaded_text):
    lines = (
        "Register of projects",
        "",
        "Project ID,Project name,Forecast finish",
        "P-1,Alpha,2026-06-30",
        "P-2,Beta,2026-07-31,",
    )
    outcome = loaded_text("\n".join(lines).encode())
    assert names(outcome) == {"P-1": "Alpha", "P-2": "Beta"}
    assert outcome.values("ragged_row") == {}
