"""Write the small workbooks with one odd value each; the same bytes of cells every time."""

from collections.abc import Callable, Mapping
from datetime import date, datetime, time
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.formatting.rule import IconSetRule
from openpyxl.styles import Font, PatternFill
from openpyxl.utils.datetime import CALENDAR_MAC_1904

HERE = Path(__file__).parent
LONG_AGO = datetime.combine(date(2026, 1, 1), time())
GREEN, AMBER, RED = "FF00B050", "FFFFC000", "FFC00000"


def book_of(*rows: tuple[object, ...]) -> Workbook:
    """Workbook with one sheet of these rows."""
    book = Workbook()
    book.properties.created = book.properties.modified = LONG_AGO
    sheet = book.active
    sheet.title = "Status"
    for row in rows:
        sheet.append(row)
    return book


def save(book: Workbook, name: str) -> None:
    """Write a workbook beside this script."""
    book.save(HERE / f"{name}.xlsx")


def coloured(name: str, legend: tuple[tuple[str, str], ...] = ()) -> None:
    """Write health as fills alone, with a legend or without one."""
    book = book_of(
        ("Project ID", "Project name", "RAG", "Forecast finish"),
        ("P-1", "Alpha", None, date(2026, 6, 30)),
        ("P-2", "Beta", None, date(2026, 7, 31)),
        ("P-3", "Gamma", None, date(2026, 8, 31)),
        ("P-4", "Delta", None, date(2026, 9, 30)),
    )
    for row, colour in ((2, GREEN), (3, AMBER), (4, RED)):
        book.active.cell(row, 3).fill = PatternFill("solid", fgColor=colour)
    for row, (colour, word) in enumerate(legend, 8):
        book.active.cell(row, 1).fill = PatternFill("solid", fgColor=colour)
        book.active.cell(row, 2, word)
    save(book, name)


def dates_of_many_kinds() -> None:
    """Write real dates, texts and serial numbers in one column."""
    save(
        book_of(
            ("Milestone ID", "Project ID", "Milestone", "Forecast"),
            ("M-1", "P-1", "Design", date(2026, 6, 30)),
            ("M-2", "P-1", "Build", "13/07/2026"),
            ("M-3", "P-1", "Test", 46265),
            ("M-4", "P-1", "Train", "to be agreed"),
        ),
        "o15_dates_texts_and_serials",
    )


def struck_dates() -> None:
    """Strike one date through, and one cell of two dates."""
    book = book_of(
        ("Milestone ID", "Project ID", "Milestone", "Forecast"),
        ("M-1", "P-1", "Design", date(2026, 6, 30)),
        ("M-2", "P-1", "Build", date(2026, 7, 31)),
        ("M-3", "P-1", "Test", "30 Sep 2026 (31 Aug 2026)"),
    )
    for cell in ("D3", "D4"):
        book.active[cell].font = Font(strike=True)
    save(book, "o19_dates_struck_through")


def commented() -> None:
    """Write the true status into a comment."""
    book = book_of(
        ("Project ID", "Project name", "RAG", "Forecast finish"),
        ("P-1", "Alpha", "Green", date(2026, 6, 30)),
    )
    book.active["C2"].comment = Comment("Really red: the supplier has left.", "Ana")
    save(book, "o35_status_in_a_comment")


def zeros_of_the_format() -> None:
    """Write a key as a number that a format shows with zeros."""
    book = book_of(
        ("Project ID", "Project name", "Forecast finish"),
        (123, "Alpha", date(2026, 6, 30)),
        ("00124", "Beta", date(2026, 7, 31)),
    )
    book.active["A2"].number_format = "00000"
    save(book, "o42_zeros_of_the_format")


def counted_from_1904() -> None:
    """Write dates as a program does that counts its days from 1904."""
    book = book_of(
        ("Milestone ID", "Project ID", "Milestone", "Forecast"),
        ("M-1", "P-1", "Design", date(2026, 6, 30)),
        ("M-2", "P-1", "Build", 44_000),
    )
    book.epoch = CALENDAR_MAC_1904
    book.active["D3"].number_format = "yyyy-mm-dd"
    save(book, "o20_days_counted_from_1904")


def icons_for_health() -> None:
    """Write numbers that only icons show as health."""
    book = book_of(
        ("Project ID", "Project name", "RAG", "Forecast finish"),
        ("P-1", "Alpha", 3, date(2026, 6, 30)),
        ("P-2", "Beta", 1, date(2026, 7, 31)),
    )
    rule = IconSetRule("3TrafficLights1", "num", [1, 2, 3], showValue=False)
    book.active.conditional_formatting.add("C2:C3", rule)
    save(book, "o13_icons_for_health")


def errors_of_the_spreadsheet() -> None:
    """Write errors, as a program stores them, among dates and amounts with a total."""
    book = book_of(
        ("Project ID", "Project name", "Forecast finish", "Approved budget (EUR)"),
        ("P-1", "Alpha", date(2026, 6, 30), 1000),
        ("P-2", "Beta", "#N/A", "#REF!"),
        ("P-3", "Gamma", date(2026, 8, 31), 500),
        ("Total", None, None, 2000),
    )
    for cell in ("C3", "D3"):
        book.active[cell].data_type = "e"
    save(book, "o26_errors_of_the_spreadsheet")


def formulas_never_calculated() -> None:
    """Write formulas as scripts do, which store no values."""
    save(
        book_of(
            ("Project ID", "Project name", "Forecast finish", "Approved budget (EUR)"),
            ("P-1", "Alpha", date(2026, 6, 30), 1000),
            ("P-2", "Beta", date(2026, 7, 31), "=D2*2"),
        ),
        "o27_formulas_never_calculated",
    )
    save(
        book_of(
            ("Project ID", "Project name", "Forecast finish"),
            ("P-1", "Alpha", "=DATE(2026,6,30)"),
            ("P-2", "Beta", "=C2+31"),
        ),
        "o27_no_formula_calculated",
    )


def values_of_another_workbook() -> None:
    """Write amounts that another workbook gave, as they were when this one was saved."""
    book = book_of(
        ("Project ID", "Project name", "Forecast finish", "Approved budget (EUR)"),
        ("P-1", "Alpha", date(2026, 6, 30), 1000),
        ("P-2", "Beta", date(2026, 7, 31), "=[1]Plan!$B$2*2"),
    )
    name = "o27_values_of_another_workbook"
    save(book, name)
    package = "http://schemas.openxmlformats.org/package/2006/relationships"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    link, links = "externalLink1.xml", "xl/externalLinks/"
    relation = (
        f'<Relationships xmlns="{package}"><Relationship Id="rId1" TargetMode="External" '
        f'Type="{office}/externalLinkPath" Target="plan%202026.xlsx"/></Relationships>'
    )
    external = (
        f'<externalLink xmlns="{main}"><externalBook xmlns:r="{office}" r:id="rId1">'
        '<sheetNames><sheetName val="Plan"/></sheetNames></externalBook></externalLink>'
    )
    rewritten(
        HERE / f"{name}.xlsx",
        {
            "xl/worksheets/sheet1.xml": lambda xml: xml.replace("<v />", "<v>2500</v>").replace(
                "<v></v>", "<v>2500</v>"
            ),
            "xl/_rels/workbook.xml.rels": lambda xml: xml.replace(
                "</Relationships>",
                f'<Relationship Id="rId99" Type="{office}/externalLink" '
                f'Target="externalLinks/{link}"/></Relationships>',
            ),
            "xl/workbook.xml": lambda xml: xml.replace(
                "</sheets>",
                f'</sheets><externalReferences><externalReference xmlns:r="{office}" '
                'r:id="rId99"/></externalReferences>',
            ),
            "[Content_Types].xml": lambda xml: xml.replace(
                "</Types>",
                f'<Override PartName="/{links}{link}" ContentType="application/vnd.'
                'openxmlformats-officedocument.spreadsheetml.externalLink+xml"/></Types>',
            ),
        },
        {f"{links}{link}": external, f"{links}_rels/{link}.rels": relation},
    )


def rewritten(
    path: Path, changes: Mapping[str, Callable[[str], str]], more: Mapping[str, str]
) -> None:
    """Change parts of a workbook and add others."""
    with ZipFile(path) as book:
        parts = {name: book.read(name) for name in book.namelist()}
    for name, change in changes.items():
        parts[name] = change(parts[name].decode()).encode()
    with ZipFile(path, "w", ZIP_DEFLATED) as book:
        for name, content in (parts | {key: text.encode() for key, text in more.items()}).items():
            book.writestr(name, content)


if __name__ == "__main__":
    counted_from_1904()
    icons_for_health()
    errors_of_the_spreadsheet()
    formulas_never_calculated()
    values_of_another_workbook()
    coloured("o11_health_as_colour")
    coloured(
        "o11_health_as_colour_with_a_legend", ((GREEN, "Red"), (AMBER, "Amber"), (RED, "Green"))
    )
    dates_of_many_kinds()
    struck_dates()
    commented()
    zeros_of_the_format()
