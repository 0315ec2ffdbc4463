"""The invented public-works programme: 200 projects and what each yearly publication says."""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from data.sample.chance import between, chance

YEARS = (2021, 2022, 2023, 2024, 2025, 2026)
PROJECTS = 200
FIRST_YEAR = 110  # projects in the first publication; the others join later, year by year
DEPARTMENTS = {
    "ROADS": ("Bypass", "Bridge Renewal", "Ring Road Widening", "Tunnel Refurbishment"),
    "RAIL": ("Line Electrification", "Station Rebuilding", "Depot", "Signalling Renewal"),
    "WATER": ("Flood Barrier", "Reservoir", "Treatment Plant", "Main Replacement"),
    "HEALTH": ("Hospital", "Clinic Network", "Laboratory", "Ambulance Centre"),
    "HOUSING": ("Housing Renewal", "District Heating", "New Quarter", "Insulation Scheme"),
    "JUSTICE": ("Court House", "Prison Extension", "Archive Building", "Training Centre"),
    "ENERGY": ("Substation", "Wind Farm Link", "Heat Storage", "Grid Reinforcement"),
    "CULTURE": ("Museum Wing", "Library", "Concert Hall", "Sports Park"),
}
PLACES = (
    "Alder", "Birchford", "Coldwater", "Dunmoor", "Eastmarsh", "Fenwick", "Greyhaven", "Hollin",
    "Inverlee", "Jarrow Hill", "Kestrel", "Lowmead", "Marlbeck", "Northgate", "Oxcombe",
    "Pellmont", "Quarry Bank", "Redscar", "Stonebeck", "Thornley", "Upfield", "Vallance",
    "Westerby", "Yarrowdale", "Zeal",
)  # fmt: skip
CATEGORIES = {
    "ROADS": "Transport", "RAIL": "Transport", "WATER": "Environment", "HEALTH": "Public services",
    "HOUSING": "Public services", "JUSTICE": "Public services", "ENERGY": "Environment",
    "CULTURE": "Public services",
}  # fmt: skip
FIVE = ("Green", "Amber/Green", "Amber", "Amber/Red", "Red")
THREE = {"Amber/Green": "Amber", "Amber/Red": "Red"}  # how the five became three
THREE_LEVELS_FROM = 2025
WITHHELD = "Withheld under section 12 of the disclosure act"
TO_BE_CONFIRMED = "TBC"
ERROR = "#N/A"
MOVES = 0.35  # of the ends, each year
SECRET = 0.045  # of the projects; rating and money apart
FAILS = 0.015  # of the forecasts
OPEN_END = 0.02  # of the ends


@dataclass(frozen=True)
class Works:
    """One project through all its publications."""

    number: int

    @property
    def department(self) -> str:
        """Short name of the department."""
        return tuple(DEPARTMENTS)[self.number % len(DEPARTMENTS)]

    @property
    def name(self) -> str:
        """Name that no two projects share."""
        round_, place = divmod(self.number, len(PLACES))
        kinds = DEPARTMENTS[self.department]
        return f"{PLACES[place]} {kinds[round_ % len(kinds)]}"

    @property
    def key(self) -> str:
        """Project number, as the later publications print it."""
        return f"{self.department}_{self.number + 1:04}_{self.joined % 100 - 1}{self.joined % 100}"

    @property
    def joined(self) -> int:
        """Year of its first publication."""
        if self.number < FIRST_YEAR:
            return YEARS[0]
        later = (self.number - FIRST_YEAR) * (len(YEARS) - 1) // (PROJECTS - FIRST_YEAR)
        return YEARS[1 + later]

    @property
    def left(self) -> int:
        """First year in which it is no longer published."""
        return self.joined + between(2, 7, "works left", self.number)

    @property
    def start(self) -> date:
        """Approved start."""
        days = between(30, 2400, "works start", self.number)
        return date(self.joined, 1, 31) - timedelta(days=days)

    def is_published(self, year: int) -> bool:
        """Whether that year's publication has it."""
        return self.joined <= year < self.left

    def end(self, year: int) -> date:
        """Approved end; it moves in some years."""
        day = date(self.left, 3, 31) + timedelta(days=between(0, 2000, "works end", self.number))
        moved = sum(
            between(30, 400, "moved", self.number, y)
            for y in range(self.joined + 1, year + 1)
            if chance("moves", self.number, y) < MOVES
        )
        return day + timedelta(days=moved)

    def rating(self, year: int) -> str:
        """Delivery confidence in the words of that year."""
        if chance("works secret", self.number) < SECRET:
            return WITHHELD
        drift = between(-1, 1, "works rating", self.number, year)
        level = between(0, 4, "works level", self.number) + drift
        word = FIVE[min(max(level, 0), len(FIVE) - 1)]
        return THREE.get(word, word) if year >= THREE_LEVELS_FROM else word

    def whole_life(self, year: int) -> int:
        """Whole-life cost in ten thousands of euros; grows a little with each year."""
        scale = between(1, 60, "works size", self.number) ** 2
        growth = 1 + 0.03 * (year - self.joined) * chance("works growth", self.number)
        return round(scale * growth * 100) + between(0, 99, "works cents", self.number)

    def budget(self, year: int) -> int:
        """Budget of the fiscal year that ends in March of the year, in ten thousands."""
        share = 0.04 + 0.16 * chance("works year", self.number, year)
        return round(self.whole_life(year) * share)

    def forecast(self, year: int) -> int:
        """Forecast of the same fiscal year, in ten thousands."""
        return round(self.budget(year) * (0.88 + 0.2 * chance("works spend", self.number, year)))


@cache
def published(year: int) -> tuple[Works, ...]:
    """Projects in the publication of that year."""
    return tuple(works for works in map(Works, range(PROJECTS)) if works.is_published(year))


def withholds_money(works: Works) -> bool:
    """Whether its money is never published."""
    return chance("works money secret", works.number) < SECRET


def has_error(works: Works, year: int) -> bool:
    """Whether a lookup failed in the sheet behind that year's forecast."""
    return chance("works error", works.number, year) < FAILS


def lacks_end(works: Works, year: int) -> bool:
    """Whether the end was still to be confirmed."""
    return chance("works open end", works.number, year) < OPEN_END
