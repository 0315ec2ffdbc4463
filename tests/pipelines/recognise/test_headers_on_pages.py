"""Headers that later pages repeat, and first records that look like a second line of a header."""

from tests.pipelines.books import region_of, roles_of

HEADER = ("Project ID", "Project name", "Baseline finish", "Forecast finish", "% complete")
FULL = ("P-3", "Gamma", "2026-05-16", "2026-06-20", "91%")
VAGUE = ("P-1", "Alpha", "to follow", "?", "?")


def test_the_first_page_has_the_header_even_where_a_later_one_stands_above_better_rows():
    region = region_of(HEADER, VAGUE, HEADER, FULL, FULL)
    assert region.header_row == 1
    assert roles_of(region) == ["data", "repeated_header", "data", "data"]


def test_a_first_record_of_words_is_no_second_line_of_a_complete_header():
    region = region_of(HEADER, VAGUE, FULL)
    assert region.header_row == 1
    assert roles_of(region) == ["data", "data"]
