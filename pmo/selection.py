"""What is asked, and what this reader may see: small, frozen, hashable; also the cache key."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Scope:
    """What a reader may see; an argument of every read. None in a field means all of them."""

    groups: frozenset[str] | None = None  # people of these groups
    projects: frozenset[str] | None = None

    @classmethod
    def everything(cls) -> "Scope":
        """Scope of the single local user, and of the command line."""
        return cls()


@dataclass(frozen=True)
class Selection:
    """One question's frame: whose figures, on which date, for whom, as known when."""

    organisation: str
    snapshot: str
    status_date: date
    scope: Scope = Scope()
    group: str | None = None  # a group of any level; None: the whole organisation
    projects: tuple[str, ...] = ()  # only these; empty: all
    as_of: int | None = None  # as known at this load; None: as known now
