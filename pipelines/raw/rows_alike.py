"""Rows of a worksheet part that are built like one before: told by one expression each."""

import re

_PLAIN_ATTRIBUTES = rb"(?:\s[\w:.-]++=\"[^\"<>/]*+\")*+"
_FILLED_CELL = (
    rb"<c r=\"%s\1\"" + _PLAIN_ATTRIBUTES + rb">(?:<f" + _PLAIN_ATTRIBUTES + rb">[^<]*+</f>)?+"
    rb"(?:<v>[^<]*+</v>|<is><t" + _PLAIN_ATTRIBUTES + rb">[^<]*+</t></is>)</c>"
)
_NUMBER = rb"([1-9][0-9]{0,6})"
_PLAIN_ROW = rb"<row r=\"" + _NUMBER + rb"\"" + _PLAIN_ATTRIBUTES + rb">%s</row>\s*+"
_TAG = re.compile(rb"(<[^<>]*>)")
_ADDRESSED = re.compile(rb"<(?:(row) r=\"|c r=\"([A-Z]+))[0-9]+(\".*)", re.DOTALL)
_FORMS = 20  # of one sheet that are remembered; to build one takes longer than to use it


class Forms:
    """How the rows of a sheet are built, as far as that was seen.

    A row of a form has its number as the first group; the addresses of its cells agree with it,
    and each cell is filled. The exact form asks for the attributes of one row, which is quicker.
    """

    def __init__(self) -> None:
        """Begin with no form."""
        self._by_columns: dict[tuple[bytes, ...], re.Pattern[bytes]] = {}
        self._plain: re.Pattern[bytes] | None = None
        self._exact: re.Pattern[bytes] | None = None
        self._exact_forms = 0

    def expect(self, letters: tuple[bytes, ...]) -> None:
        """Expect that the next rows have filled cells in these columns."""
        if letters and letters not in self._by_columns and len(self._by_columns) < _FORMS:
            self._by_columns[letters] = plain_form(letters)
        expected = self._by_columns.get(letters)
        if expected is not self._plain:
            self._plain, self._exact = expected, None

    def match(self, xml: bytes, at: int, stop: int) -> re.Match[bytes] | None:
        """The row that begins at a place, if it is built as expected."""
        if self._exact is not None and (found := self._exact.match(xml, at, stop)):
            return found
        found = self._plain.match(xml, at, stop) if self._plain is not None else None
        if found and self._exact_forms < _FORMS:
            self._exact_forms += 1
            self._exact = exact_form(found[0])
        return found


def plain_form(letters: tuple[bytes, ...]) -> re.Pattern[bytes]:
    """Any row of filled cells in these columns."""
    cells = b"".join(_FILLED_CELL % letter for letter in letters)
    return re.compile(_PLAIN_ROW % cells)


def exact_form(row: bytes) -> re.Pattern[bytes]:
    """Any row that differs from a plain one in its number and in the texts of its cells only."""
    before, *pieces = _TAG.split(row.rstrip())
    written = [re.escape(before)]
    for tag, text in zip(pieces[::2], pieces[1::2], strict=True):
        written += [_any_number(tag), rb"[^<]*+" if text else b""]
    return re.compile(b"".join(written) + rb"\s*+")


def _any_number(tag: bytes) -> bytes:
    """Expression for a tag, whatever the number of its row."""
    addressed = _ADDRESSED.fullmatch(tag)
    if addressed is None:
        return re.escape(tag)
    rest = re.escape(addressed[3])
    if addressed[1]:
        return rb"<row r=\"" + _NUMBER + rest
    return rb"<c r=\"" + addressed[2] + rb"\1" + rest
