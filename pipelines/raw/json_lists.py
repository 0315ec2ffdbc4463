"""JSON that a tracker writes: its lists of records, one field per scalar, lists joined by lines."""

import json
from collections.abc import Mapping

import polars as pl

from pipelines.raw.delimited import decode
from pipelines.raw.refusal import Refusal, no_table

NESTED = 20  # levels; a tracker's export has fewer
Record = Mapping[str, object]


def read_lists(content: bytes, *, names: tuple[str, ...]) -> dict[str, pl.DataFrame]:
    """Lists of a document by their names, and the document's own fields under "".

    Args:
        content: bytes of the file.
        names: lists that the document must have.

    Raises:
        Refusal: it is no JSON, or a document without these lists.
    """
    try:
        document = json.loads(decode(content).text)
    except (ValueError, RecursionError) as error:
        line = getattr(error, "lineno", 1)
        raise Refusal(f"The JSON is damaged at line {line}. Export it again.") from error
    if not isinstance(document, dict) or any(not _records(document.get(n)) for n in names):
        raise no_table("a JSON file")
    found = {"": frame_of([document])}
    found |= {name: frame_of(records) for name in document if (records := _records(document[name]))}
    return found


def _records(value: object) -> list[Record]:
    """Records of a list; empty where the value is something else."""
    if not isinstance(value, list):
        return []
    return [each for each in value if isinstance(each, dict)]


def frame_of(records: list[Record]) -> pl.DataFrame:
    """Records as a frame of texts, fields in the order of their first appearance."""
    texts = [{key: _text(value) for key, value in record.items()} for record in records]
    names = [
        name
        for name in dict.fromkeys(key for each in texts for key in each)
        if any(each.get(name) for each in texts)
    ]
    return pl.DataFrame(
        {name: [each.get(name) for each in texts] for name in names},
        schema=dict.fromkeys(names, pl.String),
    )


def _text(value: object) -> str | None:
    """Text of a scalar; a list of scalars has one per line, records are left."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str | int | float):
        return str(value)
    if isinstance(value, list):
        return "\n".join(str(each) for each in value if isinstance(each, str | int)) or None
    return None
