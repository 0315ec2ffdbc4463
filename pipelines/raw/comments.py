"""Comments and notes of a worksheet by cell, without the names of who wrote them."""

import posixpath
from collections.abc import Mapping
from xml.etree.ElementTree import Element  # only the name; defusedxml parses

from pipelines.raw.grid import A1, column_of
from pipelines.raw.xml_trees import children_of, local_name, tree_of

Comments = dict[tuple[int, int], str]  # by row and column

_THREADED = "threadedcomment"
_PLAIN = "comments"


def holds_comments(part: str) -> bool:
    """Whether the name of a part is that of notes or of a thread of comments."""
    return part.endswith(".xml") and ("comments" in part or "threadedComments" in part)


def comments_of(sheet: str, relations: Mapping[str, bytes], parts: Mapping[str, bytes]) -> Comments:
    """The comments of a worksheet; a thread is one comment, a line for each reply.

    Args:
        sheet: part of the worksheet.
        relations: the parts that say which part belongs to which, by name.
        parts: the parts with comments, by name.

    Raises:
        Refusal: a part is no XML.
    """
    folder, name = posixpath.split(sheet)
    links = f"{folder}/_rels/{name}.rels"
    if not parts or links not in relations:
        return {}
    notes: Comments = {}
    threads: Comments = {}
    for relation in tree_of(relations[links], links):
        kind = relation.get("Type", "").rpartition("/")[2].lower()
        part = _target(folder, relation.get("Target", ""))
        if part in parts and kind == _PLAIN:
            notes |= _notes(tree_of(parts[part], part))
        elif part in parts and kind == _THREADED:
            threads |= _threads(tree_of(parts[part], part))
    return notes | threads  # the note of a cell with a thread only repeats it


def _target(folder: str, target: str) -> str:
    joined = target if target.startswith("/") else f"{folder}/{target}"
    return posixpath.normpath(joined).lstrip("/")


def _notes(root: Element) -> Comments:
    authors = {
        author.text.strip()
        for author in root.iter()
        if local_name(author) == "author" and author.text and author.text.strip()
    }
    notes: Comments = {}
    for comment in root.iter():
        if local_name(comment) == "comment" and (place := _place(comment.get("ref", ""))):
            text = "".join(_written(comment)).strip()
            first, _, rest = text.partition("\n")
            is_signed = first.strip().removesuffix(":") in authors
            if note := rest.strip() if is_signed and rest.strip() else text:
                notes[place] = note
    return notes


def _written(comment: Element) -> list[str]:
    return [
        run.text or ""
        for text in children_of(comment, "text")
        for run in text.iter()
        if local_name(run) == "t"
    ]


def _threads(root: Element) -> Comments:
    threads: Comments = {}
    for comment in children_of(root, "threadedComment"):
        place = _place(comment.get("ref", ""))
        text = "".join(part.text or "" for part in children_of(comment, "text")).strip()
        if place and text:
            threads[place] = f"{threads[place]}\n{text}" if place in threads else text
    return threads


def _place(reference: str) -> tuple[int, int] | None:
    found = A1.fullmatch(reference.encode())
    return (int(found[2]), column_of(found[1])) if found else None
