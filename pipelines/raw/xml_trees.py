"""Parts of a workbook as trees, parsed by a reader that follows no reference out of them."""

from xml.etree.ElementTree import Element, ParseError  # only the names; defusedxml parses

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring

from pipelines.raw.refusal import damaged


def tree_of(xml: bytes, part: str) -> Element:
    """The root element of a part.

    Raises:
        Refusal: the part is no XML, or holds a document type.
    """
    try:
        return fromstring(xml, forbid_dtd=True)
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
