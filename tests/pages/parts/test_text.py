import pytest
from hypothesis import given
from hypothesis import strategies as st

from pages.parts.text import WORD_JOINER, counted, plain


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("![x](y)", r"\!\[x\]\(y\)"),
        (":red[fine]", f":{WORD_JOINER}red\\[fine\\]"),
        ("costs $5 and $6", r"costs \$5 and \$6"),
        ("<b>", r"\<b\>"),
        ("one\ntwo", "one two"),
        ("Plan: late", "Plan: late"),
    ],
)
def test_markdown_and_directives_are_shown_as_they_stand(text, shown):
    assert plain(text) == shown


@pytest.mark.parametrize("text", ["http://example.org", "www.example.org", "ann@example.org"])
def test_an_address_does_not_become_a_link(text):
    assert WORD_JOINER in plain(text)


@given(st.text())
def test_nothing_is_lost_but_the_marks_and_the_line_breaks(text):
    letters = [letter for letter in text if letter.isalnum()]
    assert [letter for letter in plain(text) if letter.isalnum()] == letters


@pytest.mark.parametrize(
    ("number", "words"), [(0, "0 cells"), (1, "1 cell"), (2, "2 cells"), (1200, "1,200 cells")]
)
def test_a_number_goes_with_its_noun(number, words):
    assert counted(number, "cell") == words
