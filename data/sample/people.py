"""The 60 people of the invented Halden Group IT."""

from dataclasses import dataclass
from datetime import date

from data.sample.chance import between

TEAMS = {  # team: department, roles after its project managers, projects that it works on
    "ERP delivery": (
        "Group IT",
        "Solution architect, 2 Business analyst, 5 Developer, Test engineer",
        ("HG101", "HG102", "HG103"),
    ),
    "Data and integration": (
        "Group IT",
        "Solution architect, 2 Business analyst, 4 Data engineer, Test engineer",
        ("HG104", "HG105", "HG106"),
    ),
    "Digital delivery": (
        "Group IT",
        "Solution architect, 2 Business analyst, 4 Developer, Test engineer",
        ("HG107", "HG108", "HG109", "HG110"),
    ),
    "Networks": (
        "Technical Services",
        "6 Infrastructure engineer",
        ("HG111", "HG112", "HG113", "HG114"),
    ),
    "Cloud operations": (
        "Technical Services",
        "Solution architect, 6 Infrastructure engineer",
        ("HG115", "HG116", "HG117", "HG118", "HG119"),
    ),
    "Security operations": (
        "Technical Services",
        "4 Security analyst",
        ("HG120", "HG121", "HG122", "HG123"),
    ),
    "HR systems team": (
        "Human Resources",
        "2 Business analyst, 3 HR specialist",
        ("HG124", "HG125", "HG126", "HG127"),
    ),
    "People services": (
        "Human Resources",
        "3 HR specialist",
        ("HG125", "HG127", "HG128", "HG129"),
    ),
}
MANAGERS = {
    "ERP delivery": ("Aino Virtanen",),
    "Data and integration": ("Leopold Brandt", "Tomasz Zielinski"),
    "Digital delivery": ("Salma Haddad",),
    "Networks": ("Pieter Vos", "Nadia Rahman"),
    "Cloud operations": ("Jonas Ekberg",),
    "Security operations": ("Katarina Horvat",),
    "HR systems team": ("Oskar Lindqvist", "Miriam Okafor"),
}
FIRST = (
    "Zoë", "Søren", "Yusuf", "Clara", "Matteo", "Anja", "Dimitri", "Freya", "Hugo", "Iris",
    "Jakub", "Lena", "Milan", "Noor", "Otto", "Paula", "Rasmus", "Sofia", "Teun", "Ursula",
    "Viktor", "Wanda", "Élise", "Bruno", "Carmen",
)  # fmt: skip
LAST = (
    "Abel", "Bergström", "Castel", "Dietz", "Eriksen", "Farkas", "Grün", "Hoekstra", "Ivanova",
    "Jansen", "Kovač", "Lund", "Moreau", "Nilsen", "Orsini", "Petit", "Quist", "Rossi", "Sanz",
    "Tanner",
)  # fmt: skip
PART_TIME = {"P007": 0.75, "P018": 0.5, "P024": 0.75, "P033": 0.75, "P041": 0.5, "P056": 0.75}
JOINED = {
    "P015": date(2025, 3, 17), "P028": date(2025, 9, 1), "P039": date(2026, 2, 9),
    "P060": date(2026, 6, 15),
}  # fmt: skip
LEFT = {"P009": date(2026, 4, 30), "P036": date(2025, 11, 14), "P053": date(2026, 8, 21)}
OVERUSED = ("P002", "P013")  # the architects of the ERP and of the data team
OVERUSED_FROM = date(2026, 3, 1)
UNDERUSED = {"P006": 0.38, "P035": 0.45, "P055": 0.31}
FULL = 7  # every seventh person is booked to the brim, yet not beyond it


@dataclass(frozen=True)
class Person:
    """One employee; works Monday to Friday, without holidays, eight hours times the share."""

    person_id: str
    name: str
    role: str
    team: str
    department: str
    fte: float
    joined: date
    left: date | None

    def is_known(self, status_date: date) -> bool:
        """Whether the list of that date has the person: nobody is listed before joining."""
        return self.joined <= status_date

    def is_employed(self, day: date) -> bool:
        """Whether the day lies between joining and leaving."""
        return self.joined <= day and (self.left is None or day <= self.left)


def roles_of(team: str) -> tuple[str, ...]:
    """Roles of the team, one for each person."""
    roles = ["Project manager"] * len(MANAGERS.get(team, ()))
    for part in TEAMS[team][1].split(", "):
        count, _, role = part.partition(" ") if part[0].isdigit() else ("1", "", part)
        roles += [role] * int(count)
    return tuple(roles)


def everybody() -> tuple[Person, ...]:
    """All 60, in the order of their keys."""
    people: list[Person] = []
    for team, (department, _, _) in TEAMS.items():
        names = list(MANAGERS.get(team, ()))
        for number, role in enumerate(roles_of(team)):
            key = f"P{len(people) + 1:03}"
            name = names[number] if number < len(names) else invented_name(len(people))
            years_ago = date(2012 + between(0, 11, "joined", key), 1 + len(people) % 12, 1)
            people.append(
                Person(
                    person_id=key,
                    name=name,
                    role=role,
                    team=team,
                    department=department,
                    fte=PART_TIME.get(key, 1.0),
                    joined=JOINED.get(key, years_ago),
                    left=LEFT.get(key),
                )
            )
    return tuple(people)


def invented_name(number: int) -> str:
    """Name that no two people share."""
    return f"{FIRST[number % len(FIRST)]} {LAST[number * 7 % len(LAST)]}"


PEOPLE = everybody()
