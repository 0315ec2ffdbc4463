"""Formats that people send us, one file each; a file offers its format as ``SOURCE``.

A generic table needs no source: aliases of ``pmo/tables.py`` recognise it. A source gives
evidence beyond them: signs that only this format has, and what its own headers mean.
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from pipelines.book import Book
from pipelines.headers import normalise
from pipelines.region import Target
from pmo.tables import Table


@dataclass(frozen=True)
class Source:
    """One format and how it is told from others."""

    name: str
    fills: tuple[Table, ...]  # the principal table first
    signs: tuple[str, ...]  # headers that together prove the format; "a|b": either will do
    strangers: tuple[str, ...] = ()  # headers that another format has, so that this is that one
    headers: Mapping[str, tuple[Target, ...]] = field(default_factory=dict)  # besides the aliases
    asked: Mapping[str, str] = field(default_factory=dict)  # "table.column" that a header may fill
    units: Mapping[str, str] = field(default_factory=dict)  # what a header's numbers count
    is_coded: bool = False  # its headers are codes of a program, in lists that it arranged
    months: Target | None = None  # what columns fill whose headers are months
    is_secondary: bool = False  # what another template says of the same project or person holds
    parts: tuple["Source", ...] = ()  # its further lists, where a file holds several
    arrange: Callable[[Book], Book] | None = None  # adds columns of ours to files of this format

    def is_signed_by(self, headers: Collection[str]) -> bool:
        """Whether all signs are among the headers, and no stranger is."""
        present = {normalise(header) for header in headers}
        options = ([normalise(name) for name in sign.split("|")] for sign in self.signs)
        is_strange = any(normalise(name) in present for name in self.strangers)
        return not is_strange and all(present.intersection(names) for names in options)

    def targets(self, header: str) -> tuple[Target, ...] | None:
        """Columns that a header fills here; empty: known and not loaded; None: not known."""
        known: dict[str, tuple[Target, ...]] = {normalise(name): () for name in self.asked}
        known |= {normalise(name): targets for name, targets in self.headers.items()}
        return known.get(normalise(header))

    def unit(self, header: str) -> str:
        """What the numbers under a header count, where the format settles it."""
        known = {normalise(name): unit for name, unit in self.units.items()}
        return known.get(normalise(header), "")


def columns_of(
    table: Table, named: Mapping[str, str], *, left: Iterable[str] = ()
) -> dict[str, tuple[Target, ...]]:
    """What headers fill, for a format that fills one table.

    Args:
        table: the canonical table.
        named: canonical column by header.
        left: headers that are known and not loaded.
    """
    found: dict[str, tuple[Target, ...]] = dict.fromkeys(left, ())
    for header, name in named.items():
        found[header] = (Target(table.name, table[name].name),)
    return found


@cache
def catalogue() -> tuple[Source, ...]:
    """Every source: the modules of this folder, in the order of their names."""
    names = sorted(module.name for module in iter_modules(__path__))
    whole = [import_module(f"{__name__}.{name}").SOURCE for name in names]
    return tuple(part for source in whole for part in (source, *source.parts))


def arranged(book: Book) -> Book:
    """Book with the columns that its format adds beside those of the file; else the book itself."""
    for source in catalogue():
        if source.arrange:
            book = source.arrange(book)
    return book


def source_of(headers: Collection[str], *, is_coded: bool = False) -> Source | None:
    """Source whose signs the headers show; of several the one with most signs.

    Args:
        headers: those of one table.
        is_coded: whether a source arranged the table, and all headers are its program's.
    """
    offered = [source for source in catalogue() if source.is_coded == is_coded]
    signed = [source for source in offered if source.is_signed_by(headers)]
    return max(signed, key=lambda source: len(source.signs), default=None)
