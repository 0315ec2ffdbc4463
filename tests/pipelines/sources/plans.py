"""Small plans of our own in the formats of schedule programs."""

from collections.abc import Mapping, Sequence
from pathlib import Path

Row = Mapping[str, object]
XER_HEAD = "ERMHDR\t19.12\t2026-03-31\tProject\tann\tAnn Moor\tdb\tProject Management\tEUR"
XML_HEAD = '<?xml version="1.0" encoding="UTF-8"?>'
NAMESPACE = "http://schemas.microsoft.com/project"


def xer_text(tables: Mapping[str, Sequence[Row]], *, end: str = "%E") -> str:
    """Export of Primavera with these tables; the fields are those that any row has."""
    lines = [XER_HEAD]
    for name, rows in tables.items():
        fields = list(dict.fromkeys(field for row in rows for field in row))
        lines += [f"%T\t{name}", "\t".join(["%F", *fields])]
        lines += ["\t".join(["%R", *(str(row.get(field, "")) for field in fields)]) for row in rows]
    return "\r\n".join([*lines, end])


def project_xml_text(
    *,
    tasks: Sequence[Row],
    resources: Sequence[Row] = (),
    assignments: Sequence[Row] = (),
    **project: str,
) -> str:
    """Plan of Microsoft Project; a field that holds a list is an element for each entry."""
    lists = {"Task": tasks, "Resource": resources, "Assignment": assignments}
    parts = "".join(
        f"<{name}s>{''.join(_element(name, row) for row in rows)}</{name}s>"
        for name, rows in lists.items()
    )
    fields = "".join(f"<{name}>{text}</{name}>" for name, text in project.items())
    return f'{XML_HEAD}<Project xmlns="{NAMESPACE}">{fields}{parts}</Project>'


def _element(name: str, row: Row) -> str:
    inside = ""
    for field, value in row.items():
        entries = value if isinstance(value, list) else [value]
        for entry in entries:
            inside += (
                _element(field, entry) if isinstance(entry, dict) else f"<{field}>{entry}</{field}>"
            )
    return f"<{name}>{inside}</{name}>"


def written(folder: Path, name: str, text: str, encoding: str = "utf-8") -> Path:
    """File with this text."""
    path = folder / name
    path.write_bytes(text.encode(encoding))
    return path
