"""Large clean files of one kind each, written as spreadsheet programs write them."""

from collections.abc import Iterable
from datetime import date
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import polars as pl

DAYS = 90
FIRST = date(2026, 7, 1)
SERIAL_ZERO = date(1899, 12, 30)
MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
OPENING = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
DATE_STYLE = 1
FIRST_DATA_ROW = 2


def timesheet(rows: int) -> pl.DataFrame:
    """Twelve columns of booked hours: text, dates and numbers, one text different in each row."""
    nth = pl.int_range(pl.len())
    person = nth // DAYS % 600
    project = nth % 397
    return (
        pl.int_range(rows, eager=True)
        .to_frame("nth")
        .select(
            pl.format("E{}", person.cast(pl.String).str.zfill(4)).alias("Employee ID"),
            pl.format("Person {}", person).alias("Employee"),
            pl.format("Team {}", person % 40).alias("Team"),
            (pl.lit(FIRST) + pl.duration(days=nth % DAYS)).cast(pl.Date).alias("Date"),
            pl.format("P{}", project.cast(pl.String).str.zfill(3)).alias("Project"),
            pl.format("Project {}", project).alias("Project name"),
            pl.format("Task {}", nth % 23).alias("Task"),
            ((nth % 8 + 1) / 4).alias("Hours"),
            pl.when(nth % 7 == 0).then(pl.lit("no")).otherwise(pl.lit("yes")).alias("Billable"),
            (4000 + project).alias("Cost centre"),
            pl.format("Line {}", nth).alias("Comment"),
            (pl.lit(FIRST) + pl.duration(days=nth % DAYS + 3)).cast(pl.Date).alias("Approved on"),
        )
    )


def issues(rows: int) -> pl.DataFrame:
    """Issues as Jira exports them: keys, moments that are all different, effort in seconds."""
    nth = pl.int_range(pl.len())
    day = pl.lit(FIRST) + pl.duration(days=nth % DAYS, minutes=nth * 7 % 1440)
    moment = day.cast(pl.Datetime).dt.strftime("%d/%b/%y %H:%M")
    return (
        pl.int_range(rows, eager=True)
        .to_frame("nth")
        .select(
            pl.format("Summary of issue {}, in words", nth).alias("Summary"),
            pl.format("P{}-{}", nth % 20, nth).alias("Issue key"),
            (nth + 10_000).alias("Issue id"),
            pl.when(nth % 3 == 0).then(nth // 2 + 10_000).alias("Parent id"),
            pl.lit("Task").alias("Issue Type"),
            pl.when(nth % 2 == 0).then(pl.lit("Done")).otherwise(pl.lit("To Do")).alias("Status"),
            pl.format("P{}", nth % 20).alias("Project key"),
            pl.format("Person {}", nth % 60).alias("Assignee"),
            moment.alias("Created"),
            pl.when(nth % 2 == 0).then(moment).alias("Resolved"),
            moment.alias("Due Date"),
            (nth % 40 * 3600).alias("Original Estimate"),
            (nth % 5 * 3600).alias("Time Spent"),
            pl.format("Sprint {}", nth % 30).alias("Sprint"),
            pl.format("Description of issue {}, which nobody reads", nth).alias("Description"),
        )
    )


def write_csv(rows: pl.DataFrame, path: Path) -> None:
    """Write rows as delimited text."""
    rows.write_csv(path)


def write_workbook(sheets: Iterable[tuple[str, pl.DataFrame]], path: Path) -> None:
    """Write each frame to a sheet of a workbook, texts shared as Excel shares them."""
    named = list(sheets)
    texts = _Shared()
    with ZipFile(path, "w", ZIP_DEFLATED, compresslevel=6) as file:
        for number, (_, rows) in enumerate(named, 1):
            file.writestr(f"xl/worksheets/sheet{number}.xml", _sheet(rows, texts))
        file.writestr("xl/sharedStrings.xml", texts.xml)
        file.writestr("xl/styles.xml", _STYLES)
        file.writestr("xl/workbook.xml", _workbook([name for name, _ in named]))
        file.writestr("xl/_rels/workbook.xml.rels", _relations(len(named)))
        file.writestr("_rels/.rels", _ROOT_RELATION)
        file.writestr("[Content_Types].xml", _content_types(len(named)))


class _Shared:
    """Texts of a workbook, each written once."""

    def __init__(self) -> None:
        self.texts = pl.Series("text", [], pl.String)

    def numbers_of(self, texts: pl.Series) -> pl.Series:
        """Number of each text, new ones put at the end."""
        new = texts.unique(maintain_order=True)
        new = new.filter(~new.is_in(self.texts.implode())).rename("text")
        self.texts = pl.concat([self.texts, new])
        places = self.texts.to_frame().with_row_index("place")
        return texts.to_frame("text").join(places, on="text", maintain_order="left")["place"]

    @property
    def xml(self) -> str:
        items = "".join(f"<si><t>{text}</t></si>" for text in self.texts)
        return f"{OPENING}<sst {MAIN}>{items}</sst>"


def _sheet(rows: pl.DataFrame, texts: _Shared) -> str:
    header = "".join(
        f'<c r="{_letter(place)}1" t="s"><v>{number}</v></c>'
        for place, number in enumerate(texts.numbers_of(pl.Series(rows.columns)))
    )
    line = pl.int_range(FIRST_DATA_ROW, pl.len() + FIRST_DATA_ROW).cast(pl.String)
    cells = [
        _cells(column, line, _letter(place), texts)
        for place, column in enumerate(rows.iter_columns())
    ]
    body = rows.select(
        pl.concat_str(pl.lit('<row r="'), line, pl.lit('">'), *cells, pl.lit("</row>"))
    )
    last = f"{_letter(rows.width - 1)}{rows.height + 1}"
    return (
        f'{OPENING}<worksheet {MAIN}><dimension ref="A1:{last}"/><sheetData>'
        f'<row r="1">{header}</row>{"".join(body.to_series())}</sheetData></worksheet>'
    )


def _cells(column: pl.Series, line: pl.Expr, letter: str, texts: _Shared) -> pl.Expr:
    kind = ""
    if column.dtype == pl.String:
        column, kind = texts.numbers_of(column), ' t="s"'
    elif column.dtype == pl.Date:
        column, kind = (column - SERIAL_ZERO).dt.total_days(), f' s="{DATE_STYLE}"'
    values = pl.lit(column.cast(pl.String).str.strip_suffix(".0"))
    return pl.concat_str(
        pl.lit(f'<c r="{letter}'), line, pl.lit(f'"{kind}><v>'), values, pl.lit("</v></c>")
    )


def _letter(place: int) -> str:
    return chr(ord("A") + place)


def _workbook(names: list[str]) -> str:
    sheets = "".join(
        f'<sheet name="{name}" sheetId="{number}" r:id="rId{number}"/>'
        for number, name in enumerate(names, 1)
    )
    return f'{OPENING}<workbook {MAIN} xmlns:r="{RELATIONS}"><sheets>{sheets}</sheets></workbook>'


def _relations(sheets: int) -> str:
    parts = [("worksheet", f"worksheets/sheet{number}.xml") for number in range(1, sheets + 1)]
    parts += [("sharedStrings", "sharedStrings.xml"), ("styles", "styles.xml")]
    return _relationships(
        f'<Relationship Id="rId{number}" Type="{RELATIONS}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(parts, 1)
    )


def _relationships(relations: Iterable[str]) -> str:
    inside = "".join(relations)
    return f'{OPENING}<Relationships xmlns="{PACKAGE}/relationships">{inside}</Relationships>'


_ROOT_RELATION = _relationships(
    [f'<Relationship Id="rId1" Type="{RELATIONS}/officeDocument" Target="xl/workbook.xml"/>']
)
_SPREADSHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_STYLES = (
    f'{OPENING}<styleSheet {MAIN}><fonts count="1"><font/></fonts>'
    '<fills count="1"><fill><patternFill/></fill></fills><borders count="1"><border/></borders>'
    '<cellStyleXfs count="1"><xf/></cellStyleXfs>'
    '<cellXfs count="2"><xf/><xf numFmtId="14" applyNumberFormat="1"/></cellXfs></styleSheet>'
)


def _content_types(sheets: int) -> str:
    parts = [("workbook", "sheet.main"), ("sharedStrings", "sharedStrings"), ("styles", "styles")]
    parts += [(f"worksheets/sheet{number}", "worksheet") for number in range(1, sheets + 1)]
    overrides = "".join(
        f'<Override PartName="/xl/{part}.xml" ContentType="{_SPREADSHEET}.{kind}+xml"/>'
        for part, kind in parts
    )
    return (
        f'{OPENING}<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f"{overrides}</Types>"
    )
