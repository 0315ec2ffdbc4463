"""Changes and dates in words."""

import locale
from datetime import date

import pytest

from pmo.readings.change import day_in_words, month_in_words, short_month


@pytest.fixture
def other_language():
    before = locale.setlocale(locale.LC_TIME)
    spoken = next((name for name in ("de_DE.UTF-8", "fr_FR.UTF-8") if _speaks(name)), None)
    if spoken is None:
        pytest.skip("no other language on this machine")
    yield
    locale.setlocale(locale.LC_TIME, before)


def _speaks(name: str) -> bool:
    try:
        locale.setlocale(locale.LC_TIME, name)
    except locale.Error:
        return False
    return True


def test_a_date_is_said_with_the_name_of_its_month():
    assert day_in_words(date(2026, 3, 1)) == "1\u00a0Mar\u00a02026"
    assert month_in_words(date(2026, 12, 31)) == "Dec\u00a02026"
    assert short_month(date(2005, 5, 1)) == "May 05"


@pytest.mark.usefixtures("other_language")
def test_the_language_of_the_machine_changes_no_date():
    assert day_in_words(date(2026, 3, 1)) == "1\u00a0Mar\u00a02026"
