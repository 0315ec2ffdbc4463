"""A file that was read is not read again while its book is kept."""

import pytest

from pipelines import kept_books
from pipelines.kept_books import KeptBooks
from pmo.errors import UnreadableFileError
from pmo.settings import Limits

LIMITS = Limits()
TEXT = b"Project ID,Project name\nP-1,Alpha\n"


@pytest.fixture
def reads(monkeypatch):
    """Names of the files that were really read, in order."""
    found = []
    real = kept_books.read

    def noted(path, *, file, limits):
        found.append(file)
        return real(path, file=file, limits=limits)

    monkeypatch.setattr(kept_books, "read", noted)
    return found


@pytest.fixture
def file_of(tmp_path):
    def write(name, content=TEXT):
        path = tmp_path / name
        path.write_bytes(content)
        return path

    return write


def test_the_same_bytes_under_the_same_name_are_read_once(file_of, reads):
    books = KeptBooks()
    first = books.read(file_of("one"), file="a.csv", limits=LIMITS)
    again = books.read(file_of("two"), file="a.csv", limits=LIMITS)
    assert again is first
    assert reads == ["a.csv"]


def test_another_name_or_other_bytes_are_another_book(file_of, reads):
    books = KeptBooks()
    books.read(file_of("one"), file="a.csv", limits=LIMITS)
    named = books.read(file_of("one"), file="b.csv", limits=LIMITS)
    other = books.read(file_of("two", TEXT + b"P-2,Beta\n"), file="a.csv", limits=LIMITS)
    assert (named.file, other.sheets[0].cells.height) == ("b.csv", 6)
    assert reads == ["a.csv", "b.csv", "a.csv"]


def test_books_that_were_asked_for_longest_ago_make_room(file_of, reads):
    size = sum(int(s.cells.estimated_size() + s.marks.estimated_size())
               for s in KeptBooks().read(file_of("x"), file="x", limits=LIMITS).sheets)  # fmt: skip
    books = KeptBooks(most_bytes=2 * size)
    reads.clear()
    for name in ("a.csv", "b.csv", "a.csv", "c.csv", "a.csv", "b.csv"):
        books.read(file_of("one"), file=name, limits=LIMITS)
    assert reads == ["a.csv", "b.csv", "c.csv", "b.csv"]


def test_a_book_that_is_too_large_is_not_kept(file_of, reads):
    books = KeptBooks(most_bytes=1)
    for _ in range(2):
        books.read(file_of("one"), file="a.csv", limits=LIMITS)
    assert reads == ["a.csv", "a.csv"]


def test_a_refusal_is_told_again(file_of):
    books = KeptBooks()
    for _ in range(2):
        with pytest.raises(UnreadableFileError):
            books.read(file_of("one", b"%PDF-1.7"), file="a.pdf", limits=LIMITS)
