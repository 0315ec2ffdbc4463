"""Rows told by one expression each: the same reach, and the same refusals, as row by row."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.raw import grid
from pipelines.raw.grid import Reach, check_sheet
from pipelines.raw.refusal import Refusal
from pipelines.raw.rows_alike import Forms, exact_form, plain_form
from pipelines.raw.signs import PIECE_BYTES, signs_in
from pmo.settings import Limits

SHEET = b"<worksheet><sheetData>%s</sheetData></worksheet>"
ROW = (
    b'<row r="%d" spans="1:3"><c r="A%d" t="s"><v>%d</v></c>'
    b'<c r="B%d"><f>A1&gt;5</f><v></v></c></row>'
)
ODD_ROWS = (
    b"",
    b'<row r="40"/>',
    b'<row r="40"><c r="A40"/><c r="C40"><v>1</v></c></row>',
    b'<row r="40" s="1"><c r="A40" s="2" t="s"><v>1</v></c><c r="B40"><v>2</v></c></row>',
    b'<row r="40"><c r="A40" t="inlineStr"><is><t>a</t></is></c></row>',
    b'<row r="40"><c r="A41"><v>1</v></c></row>',
    b'<row r="40"><c r="B40"><v>1</v></c><c r="A40"><v>1</v></c></row>',
    b'<row r="3"><c r="A3"><v>1</v></c></row>',
    b'<row r="40"><c r="A40"><v>1</v></c><row r="41"></row></row>',
    b"<row><c><v>1</v></c></row>",
    b'<row r="40"><c r="A40"><v>1</v></c>',
    b'<c r="A40"><v>1</v></c>',
    b'<row r="40"><c r="ZZZ40"><v>1</v></c></row>',
    b"<!-- -->",
)


def rows(numbers: range) -> bytes:
    return b"".join(ROW % (each, each, each * 7, each) for each in numbers)


def outcome(xml: bytes) -> tuple[int, int] | str:
    reach = Reach(Limits())
    try:
        check_sheet(xml, "sheet1.xml", reach)
    except Refusal as refusal:
        return refusal.reason
    return reach.sheets, reach.cells


class NoForms(Forms):
    """Expects nothing, so that every row is read in full."""

    def expect(self, letters: tuple[bytes, ...]) -> None:
        """Forget it."""


@settings(max_examples=200, deadline=None)
@given(
    st.lists(st.sampled_from(ODD_ROWS), min_size=1, max_size=3),
    st.integers(min_value=0, max_value=60),
    st.binary(max_size=2),
)
def test_rows_told_at_once_reach_as_far_as_rows_read_in_full(
    odd: list[bytes], cut: int, noise: bytes
) -> None:
    body = rows(range(1, 40)) + b"".join(odd) + rows(range(42, 60))
    xml = SHEET % (body[: len(body) - cut] + noise + body[len(body) - cut :])
    at_once = outcome(xml)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(grid, "Forms", NoForms)
        assert at_once == outcome(xml)


def test_an_exact_form_takes_other_numbers_and_texts_only() -> None:
    form = exact_form(ROW % (7, 7, 1, 7))
    assert form.fullmatch(ROW % (123, 123, 99, 123))
    assert not form.fullmatch(ROW % (123, 124, 99, 123))
    assert not form.fullmatch((ROW % (8, 8, 1, 8)).replace(b't="s"', b't="b"'))
    assert not form.fullmatch((ROW % (8, 8, 1, 8)).replace(b"</c></row>", b"</c><c/></row>"))


def test_a_plain_form_asks_for_its_columns_and_for_values() -> None:
    form = plain_form((b"A", b"C"))
    assert form.fullmatch(b'<row r="2"><c r="A2" s="4"><v>1</v></c><c r="C2"><v>2</v></c></row>')
    assert not form.match(b'<row r="2"><c r="A2"><v>1</v></c><c r="B2"><v>2</v></c></row>')
    assert not form.match(b'<row r="2"><c r="A2"><v>1</v></c><c r="C2"/></row>')


def test_a_sign_is_found_wherever_it_stands() -> None:
    filling = b'<c r="A1"><v>1</v></c>' * (PIECE_BYTES // 20)
    for xml in (b'<c t="e"/>' + filling, filling + b'<c t="e"/>'):
        assert signs_in(xml, {b't="e"', b"<f"}) == {b't="e"'}
    assert signs_in(filling + b"\xff\xfe", {b't="e"', b"<f"}) == frozenset()
