"""What a file of plain text is: a plan in a format of its own, or lines of a table."""

import re

from pipelines.raw import project_xml, xer
from pipelines.raw.refusal import Refusal
from pipelines.raw.xml_parts import HOLDS_A_DTD

_WEB_PAGE = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*|<!--.*?-->\s*)*<(?:!doctype\s+html|html|table|head|meta|body|style|div)\b",
    re.IGNORECASE | re.DOTALL,
)
_DECLARATION = re.compile(r"<!\s*(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_OTHER_PLAN = re.compile(  # the roots of Primavera's XML, and of GanttProject's and Planner's
    r"<(?:\w+:)?APIBusinessObjects\b|<project\s[^>]*\b(?:gantt-divider-location|view-date|mrproject-version)="
)
_JSON = re.compile(r'\s*(?:\{\s*["}]|\[\s*[\[{])')


def text_kind(head: bytes) -> str:
    """Kind of a text by its first bytes: "csv", "xer", "project xml", "trello json" or "plan".

    Raises:
        Refusal: it is a web page, or XML of another kind.
    """
    is_utf_16 = head.startswith((b"\xff\xfe", b"\xfe\xff"))
    text = head.decode("utf-16" if is_utf_16 else "utf-8-sig", "replace")
    if _WEB_PAGE.match(text):
        raise Refusal("A web page saved as .xls. Open it in Excel and save as .xlsx.")
    if text.lstrip().startswith("<"):
        return _xml_kind(text)
    if _JSON.match(text):
        return "trello json"  # the only one that is read; others are refused when it is
    if text.startswith("MPX,"):
        return "plan"
    return "xer" if text.startswith(xer.MAGIC) else "csv"


def _xml_kind(text: str) -> str:
    """Kind of a text that begins with an angle bracket."""
    if _DECLARATION.search(text):
        raise Refusal(HOLDS_A_DTD)
    if project_xml.is_project_xml(text):
        return "project xml"
    if _OTHER_PLAN.search(text):
        return "plan"
    if text.lstrip().startswith("<?xml"):
        raise Refusal("This is an XML file, not a table. Open it in Excel and save as .xlsx.")
    return "csv"
