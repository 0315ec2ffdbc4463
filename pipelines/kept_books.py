"""Books that were read lately, so that an answer about a file does not read it again.

A book is kept under the hash of the bytes that were read: two people with the same file share
it, and a changed file is another book. Nothing in a book can be changed, so sharing is safe.
"""

from collections import OrderedDict
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock

from pipelines.book import Book
from pipelines.read import read
from pmo.originals import hash_of
from pmo.settings import Limits

MOST_BYTES = 96 * 2**20  # of all cells that are kept
Key = tuple[str, str, Limits]


@dataclass
class KeptBooks:
    """The books read last, as many as fit."""

    most_bytes: int = MOST_BYTES
    _books: OrderedDict[Key, tuple[Book, int]] = field(default_factory=OrderedDict)
    _lock: Lock = field(default_factory=Lock)

    def read(self, path: Path, *, file: str, limits: Limits) -> Book:
        """Book of a file, read only if it is not kept.

        Args:
            path: where the bytes lie.
            file: the sender's name of the file; it decides what is said about the file.
            limits: what the file may cost.

        Raises:
            UnreadableFileError: the file is no table, is damaged or hostile, or costs too much.
        """
        key = (hash_of(path), file, limits)
        with self._lock:
            if key in self._books:
                self._books.move_to_end(key)
                return self._books[key][0]
        book = read(path, file=file, limits=limits)
        self._keep((book.sha256, file, limits), book)
        return book

    def _keep(self, key: Key, book: Book) -> None:
        """Keep a book, and let the ones go that nobody asked for longest."""
        size = sum(
            int(frame.estimated_size())
            for sheet in book.sheets
            for frame in (sheet.cells, sheet.marks)
        )
        if size > self.most_bytes:
            return
        with self._lock:
            self._books[key] = (book, size)
            self._books.move_to_end(key)
            while sum(each for _, each in self._books.values()) > self.most_bytes:
                self._books.popitem(last=False)


kept_books = KeptBooks()
