"""Months and years as senders write them; never as the server's locale does."""

import unicodedata

NAMES = (
    (
        "january jan januar jänner jän janvier janv enero ene janeiro"
        " januari gennaio gen styczeń stycznia"
    ),
    "february feb februar février févr febrero fevereiro fev februari febbraio luty lutego",
    "march mar märz mär mrz mars marzo março maart mrt marts marzec marca",
    "april apr avril avr abril abr aprile kwiecień kwietnia",
    "may mai mayo maio mei maj maggio mag maja",
    "june jun juni juin junio junho giugno giu czerwiec czerwca",
    "july jul juli juillet juil julio julho luglio lug lipiec lipca",
    "august aug août agosto ago augustus augusti sierpień sierpnia",
    "september sep sept septembre septiembre setembro set settembre wrzesień września",
    "october oct oktober okt octobre octubre outubro out ottobre ott październik października",
    "november nov novembre noviembre novembro listopad listopada",
    (
        "december dec dezember dez décembre déc diciembre dic dezembro"
        " dicembre desember grudzień grudnia"
    ),
)


def _bare(word: str) -> str:
    """Word without case, accents and full stop, as months are compared."""
    letters = unicodedata.normalize("NFKD", word.casefold())
    return "".join(letter for letter in letters if letter.isalpha())


MONTHS = {_bare(name): number for number, names in enumerate(NAMES, 1) for name in names.split()}


def month_of(word: str) -> int | None:
    """Number of the month that a word names, with or without accents; None if it names none."""
    return MONTHS.get(_bare(word))


def full_year(text: str) -> int:
    """Year of two or four digits; 69 and later belong to the last century."""
    year = int(text)
    if year >= 100:  # noqa: PLR2004 - four digits already
        return year
    return year + (1900 if year >= 69 else 2000)  # noqa: PLR2004 - the pivot of the reading rules
