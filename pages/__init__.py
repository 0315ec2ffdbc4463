"""The screens: one file per page; a folder with a ``SECTION`` is a section of the navigation.

A page file offers ``PAGE``. To add a page, add the file; to add a section, add a folder.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pathlib import Path

FOLDER = Path(__file__).parent


@dataclass(frozen=True)
class Section:
    """A folder of pages, as the navigation names it."""

    title: str
    order: int


@dataclass(frozen=True)
class Page:
    """One screen; its address is the name of its file."""

    title: str
    icon: str
    order: int
    draw: Callable[..., None]  # takes the Selection; nothing, where there are no filters
    question: str = ""  # what it answers; shown when the pointer rests on its name
    has_filters: bool = True  # without them it speaks of the warehouse, also of an empty one


@cache
def pages() -> dict[Section, dict[str, Page]]:
    """Every page by section and address, in the order of the navigation."""
    found = {section: _pages_in(folder) for section, folder in _sections()}
    return {section: found[section] for section in sorted(found, key=lambda each: each.order)}


def _sections() -> Iterator[tuple[Section, Path]]:
    for folder in sorted(path.parent for path in FOLDER.glob("*/__init__.py")):
        section = getattr(import_module(f"pages.{folder.name}"), "SECTION", None)
        if section is not None:
            yield section, folder


def _pages_in(folder: Path) -> dict[str, Page]:
    found = {
        file.stem: import_module(f"pages.{folder.name}.{file.stem}").PAGE
        for file in folder.glob("[!_]*.py")
    }
    return dict(sorted(found.items(), key=lambda entry: entry[1].order))
