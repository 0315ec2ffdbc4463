"""Raw cells in, tables out: what each sheet holds, with a score and a reason for each guess.

Nothing is typed here: ``check`` turns the cells into rows. What cannot be told from the file
alone is a question with a proposal.
"""

from collections.abc import Mapping
from itertools import chain

from pipelines.book import Book
from pipelines.recognise.assembly import no_table, region_of
from pipelines.recognise.places import places
from pipelines.recognise.questions import Decided, about_unknown
from pipelines.recognise.understanding import perhaps, understand
from pipelines.region import Region

NO_ANSWERS: Mapping[str, str] = {}


def recognise(book: Book, *, answers: Mapping[str, str] = NO_ANSWERS) -> tuple[Region, ...]:
    """Find the tables of a book and what their columns mean.

    Args:
        book: the file as read.
        answers: what a person decided, by question id.

    Returns:
        One region per table, in the order of the sheets; a sheet without one gives a region
        without tables. Each carries its questions that no answer settles.
    """
    return tuple(
        region
        for index, sheet in enumerate(book.sheets)
        if sheet.cells.height
        for region in _regions(book, index, Decided(sheet.name, answers))
    )


def _regions(book: Book, index: int, decided: Decided) -> list[Region]:
    """Regions of one sheet: its tables, or the sheet as it is where there is none."""
    sheet = book.sheets[index]
    found = places(sheet, decided, is_text=book.kind == "csv")
    read = [understand(place, decided.at(place.number), file=book.file) for place in found]
    asked = [
        () if each else tuple(about_unknown(decided.at(place.number), perhaps(place, decided)))
        for place, each in zip(found, read, strict=True)
    ]
    if not any(read):
        return [no_table(sheet, index, questions=tuple(chain.from_iterable(asked)))]
    return [
        region_of(each, index) if each else no_table(sheet, index, place=place, questions=questions)
        for place, each, questions in zip(found, read, asked, strict=True)
    ]
