"""Header text made comparable."""

import pytest

from pipelines.headers import currency_of, normalise, read_header


@pytest.mark.parametrize(
    ("text", "name", "unit"),
    [
        ("2013/2014 Budget (£million)", "2013/2014 budget", "£million"),
        ("Mar-26 (h)", "mar-26", "h"),
        ("Approved budget k€", "approved budget", "k€"),
        ("Amount (EUR)", "amount", "EUR"),
        ("Planned hours", "planned hours", "hours"),
        ("Progress [%]", "progress", "%"),
        ("Project - End Date\n(Latest approved end date)", "project - end date", ""),
        ("wlc_baseline_incl_NCG", "wlc baseline incl ncg", ""),
        ("Budget (in '000)", "budget", "in '000"),
    ],
)
def test_a_unit_is_cut_off_and_kept(text: str, name: str, unit: str):
    header = read_header(text)
    assert (header.name, header.unit) == (name, unit)


def test_what_brackets_say_besides_the_unit_is_a_remark():
    assert read_header("Costs (£m)\n(incl. partners)").remark == "incl. partners"


def test_spaces_breaks_and_invisible_characters_do_not_count():
    assert normalise(" Project\u00a0\u200bName:\r\n") == "project name"


@pytest.mark.parametrize(
    ("text", "code"),
    [("£million", "GBP"), ("k€", "EUR"), ("in CHF", "CHF"), ("$m", None), ("hours", None)],
)
def test_a_currency_is_taken_only_where_it_is_beyond_doubt(text: str, code: str | None):
    assert currency_of(text) == code
