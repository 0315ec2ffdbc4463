"""Microsoft Project's XML (MSPDI): its tasks, links, people and assignments as lists.

An element of a list is a record, each element in it a field. A record stands in the row after
that of the one before it, row 1 has the names of the fields.
Source: Microsoft's schema of the Project XML data interchange format.
"""

from collections import Counter
from dataclasses import dataclass, field
from xml.parsers.expat import ExpatError, ParserCreate

import polars as pl

from pipelines.raw.refusal import Refusal
from pmo.ledger import Issue
from pmo.settings import Limits

NAMESPACE = "schemas.microsoft.com/project"
HOLDS_A_DTD = "The XML holds a DTD. Save the plan again from Microsoft Project."
LISTS = {  # element that holds a list, and that of its records
    "Tasks": "Task",
    "Resources": "Resource",
    "Assignments": "Assignment",
    "Calendars": "Calendar",
    "ExtendedAttributes": "ExtendedAttribute",
}
PROJECT, LINKS, TIMES = "Project", "PredecessorLink", "TimephasedData"
OWN_RECORD = {LINKS: "Task", TIMES: "Assignment"}  # lists inside a record; UID of it is kept
DEPTH = 100
ITEM_DEPTH = 3  # Project, Tasks, Task
Record = dict[str, str]


@dataclass
class Lists:
    """Records by the name of their element, and what of the file is in none of them."""

    records: dict[str, list[Record]] = field(default_factory=dict)
    unread: Counter[str] = field(default_factory=Counter)  # elements that no list holds

    def add(self, name: str, record: Record) -> None:
        """Take a record in."""
        self.records.setdefault(name, []).append(record)

    def of(self, name: str) -> list[Record]:
        """Records of one kind, in the order of the file."""
        return self.records.get(name, [])

    def frame(self, name: str) -> pl.DataFrame:
        """Records of one kind as texts, fields in the order of their first appearance.

        Fields that a person added have the name that the person gave them, after "Own field".
        """
        records = self.of(name)
        own = {
            f"Field {each['FieldID']}": f"Own field {each.get('Alias') or each['FieldName']}"
            for each in self.of("ExtendedAttribute")
            if "FieldID" in each and (each.get("Alias") or each.get("FieldName"))
        }
        names = list(dict.fromkeys(key for record in records for key in record))
        texts = {key: [record.get(key) for record in records] for key in names}
        frame = pl.DataFrame(texts, schema=dict.fromkeys(names, pl.String))
        free = {key: word for key, word in own.items() if key in names and word not in names}
        once = {word: key for key, word in free.items()}
        return frame.rename({key: word for word, key in once.items()})

    def notes(self) -> list[Issue]:
        """Say which elements are not read, once."""
        if not self.unread:
            return []
        names = ", ".join(f"{name} ({count:,})" for name, count in sorted(self.unread.items()))
        message = f"These parts of the plan are not read: {names}."
        return [Issue("", "", "parts_not_read", "", message)]


def is_project_xml(head: str) -> bool:
    """Whether the beginning of an XML file is that of a plan of Microsoft Project."""
    return "<Project" in head and NAMESPACE in head


def read_lists(content: bytes, limits: Limits) -> Lists:
    """Lists of a plan.

    Raises:
        Refusal: the XML is damaged, nests too deep, holds a document type or too many records.
    """
    reading = _Reading(limits)
    parser = ParserCreate()
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _refuse_dtd
    parser.EntityDeclHandler = _refuse_dtd
    parser.StartElementHandler = reading.begin
    parser.EndElementHandler = reading.end
    parser.CharacterDataHandler = reading.texts.append
    try:
        parser.Parse(content, True)  # noqa: FBT003 - the last piece: expat takes no keyword
    except ExpatError as error:
        raise Refusal(
            f"The XML is damaged at line {error.lineno}: {error.args[0].partition(':')[0]}. "
            "Save the plan again from Microsoft Project."
        ) from error
    if not reading.lists.of(PROJECT):
        raise Refusal("The XML holds no plan. Save it again from Microsoft Project.")
    return reading.lists


def _refuse_dtd(*_: object) -> None:
    raise Refusal(HOLDS_A_DTD)


class _Reading:
    """What stands open while the file is read: elements, the record and the part of it."""

    def __init__(self, limits: Limits) -> None:
        self.lists = Lists()
        self.texts: list[str] = []
        self._limits = limits
        self._open: list[str] = []
        self._count = 0
        self._project: Record = {}
        self._record: Record | None = None
        self._part: Record | None = None
        self._has_children = False

    def begin(self, name: str, _: object) -> None:
        """Open an element."""
        opened = self._open
        opened.append(name.rpartition(":")[2])
        self.texts.clear()
        self._has_children = False
        level = len(opened)
        if level == ITEM_DEPTH and LISTS.get(opened[1]) == opened[2]:
            self._record = {}
            self._count += 1
            if self._count > self._limits.rows:
                raise Refusal(
                    f"The plan has more than {self._limits.rows:,} records, which is the limit."
                )
        elif level > ITEM_DEPTH + 1 and self._record is not None and self._part is None:
            self._part = {}  # the element above turned out to be one with elements of its own
        elif level > DEPTH:
            raise Refusal("The XML nests too deep to be a plan. Save it again.")

    def end(self, _: str) -> None:
        """Close an element: a field, a part of a record, a record, or the plan."""
        opened = self._open
        level, name = len(opened), opened[-1]
        if not self._has_children:
            self._leaf(level, name)
        elif level == ITEM_DEPTH + 1 and self._part is not None and self._record is not None:
            self._close_part(name, self._record, self._part)
            self._part = None
        elif level == ITEM_DEPTH and self._record is not None:
            self.lists.add(name, self._record)
            self._record = None
        elif level == 1:
            self.lists.add(PROJECT, self._project)
        opened.pop()
        self.texts.clear()
        self._has_children = True

    def _leaf(self, level: int, name: str) -> None:
        text = "".join(self.texts).strip()
        if level == ITEM_DEPTH and self._record is not None:  # a record without fields
            self.lists.add(name, self._record)
            self._record = None
        elif not text:
            return
        elif self._record is not None and level == ITEM_DEPTH + 1:
            self._record.setdefault(name, text)
        elif self._part is not None and level == ITEM_DEPTH + 2:
            self._part.setdefault(name, text)
        elif level == 2:  # noqa: PLR2004 - a field of the plan itself
            self._project.setdefault(name, text)
        else:
            self.lists.unread[self._open[min(level, ITEM_DEPTH + 1) - 1]] += 1

    def _close_part(self, name: str, record: Record, part: Record) -> None:
        """Take in what a record holds more than once: links, baselines, custom fields."""
        if name in OWN_RECORD:
            self.lists.add(name, {f"{OWN_RECORD[name]}UID": record.get("UID", ""), **part})
        elif name == "Baseline":
            number = part.pop("Number", "0")
            record.update({f"Baseline {number} {key}": text for key, text in part.items()})
        elif name == "ExtendedAttribute" and "FieldID" in part:
            record.setdefault(f"Field {part['FieldID']}", part.get("Value", ""))
        elif part:
            self.lists.unread[name] += 1
