"""Whose portfolio a command or a page is about, where nobody said so."""

from collections.abc import Sequence

from pmo.errors import UnknownNameError, UsageError
from pmo.settings import EMBEDDED, Settings


def chosen(named: str | None, settings: Settings, known: Sequence[str]) -> str:
    """Return the organisation named, else the setting, else the only one that is not embedded.

    Raises:
        UnknownNameError: the one named has no load.
        UsageError: there is more than one to choose from, or none.
    """
    asked = named or settings.organisation
    if asked is not None:
        if asked not in known:
            raise UnknownNameError("organisation", asked, known)
        return asked
    own = [name for name in known if name not in EMBEDDED]
    if len(own) == 1:
        return own[0]
    if own:
        message = f"Name one of the organisations {', '.join(own)} with --organisation."
    else:
        message = (
            "Nothing of your own is loaded yet. Load a file, or name an organisation with"
            " --organisation."
        )
    raise UsageError(message)
