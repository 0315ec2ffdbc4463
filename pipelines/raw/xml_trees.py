"""Parts of a workbook as trees, parsed by a reader that follows no reference out of them."""

import io
from collections.abc import Iterator
from xml.etree.ElementTree import Element, ParseError  # only the names; defusedxml parses

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import iterparse

from pipelines.raw.refusal import damaged

LEVELS = 100  # no program nests deeper


def tree_of(xml: bytes, part: str) -> Element:
    """The root element of a part.

    Raises:
        Refusal: the part is no XML, nests too deep, or holds a document type.
    """
    root = None
    for element in elements_of(xml, part):
        root = element
    if root is None:
        raise damaged(part)
    return root


def elements_of(xml: bytes, part: str) -> Iterator[Element]:
    """Yield each element of a part when it ends, so the root element last.

    Raises:
        Refusal: the part is no XML, nests too deep, or holds a document type.
    """
    level = 0
    try:
        for event, element in iterparse(io.BytesIO(xml), events=("start", "end"), forbid_dtd=True):
            level += 1 if event == "start" else -1
            if level > LEVELS:
                raise damaged(part)
            if event == "end":
                yield element
    except (ParseError, DefusedXmlException) as error:
        raise damaged(part) from error


def local_name(element: Element) -> str:
    """Name of an element without its namespace, in which strict workbooks differ."""
    return element.tag.rpartition("}")[2]


def child_of(element: Element | None, name: str) -> Element | None:
    """The first child of that name."""
    found = children_of(element, name)
    return found[0] if found else None


def children_of(element: Element | None, name: str) -> list[Element]:
    """All children of that name, in order."""
    return [] if element is None else [each for each in element if local_name(each) == name]
