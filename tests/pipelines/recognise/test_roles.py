"""What each record of a table is."""

from tests.pipelines.books import region_of, roles_of

HEADER = ("Project name", "Manager", "RAG", "% complete", "Budget")
ALPHA = ("Alpha", "Ann Lee", "Red", 0.3, 10)
BETA = ("Beta", "Bob Ray", "Green", 0.4, 20)


def roles(*rows: tuple[object, ...]) -> list[str]:
    return roles_of(region_of(HEADER, *rows))


def test_total_rows_are_totals_wherever_they_stand():
    found = roles(ALPHA, ("Subtotal Alpha", "", "", "", 10), BETA, ("", "Total", "", "", 30))
    assert found == ["data", "total", "data", "total"]


def test_totals_are_known_in_other_languages():
    assert roles(ALPHA, BETA, ("Summe", "", "", "", 30)) == ["data", "data", "total"]


def test_a_project_may_be_called_total():
    named = ("Total quality programme", "Cy Fox", "Red", 0.1, 5)
    assert roles(ALPHA, named, BETA) == ["data", "data", "data"]


def test_a_repeated_header_is_no_data():
    assert roles(ALPHA, HEADER, BETA) == ["data", "repeated_header", "data"]


def test_headings_of_sections_and_notes_below_are_left_aside_with_their_text():
    region = region_of(HEADER, ("IT department",), ALPHA, BETA, (), ("Source: PMO",))
    assert roles_of(region) == ["ignored", "data", "data", "blank", "ignored"]
    assert region.records["why"].to_list() == [
        'heading of a section "IT department"',
        "",
        "",
        "no cell is filled",
        'note below the table "Source: PMO"',
    ]


def test_a_template_row_that_nobody_filled_in_is_left_aside():
    assert roles(("[Project name]", "<name>", "", "", ""), ALPHA, BETA) == [
        "ignored",
        "data",
        "data",
    ]


def test_a_total_column_of_a_transposed_sheet_is_a_total():
    rows = zip(HEADER, ALPHA, BETA, ("Total", "", "", "", 30), strict=True)
    assert roles_of(region_of(*rows)) == ["data", "data", "total"]


def test_every_record_has_one_role():
    region = region_of(HEADER, ALPHA, (), (), BETA)
    assert region.records["position"].to_list() == [2, 3, 4, 5]
