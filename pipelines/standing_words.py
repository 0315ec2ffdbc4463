"""Words that stand for yes and no, or for a value that is not there."""

import re

ERRORS = ("#REF!", "#N/A", "#DIV/0!", "#VALUE!", "#NAME?", "#NUM!", "#NULL!")
TO_BE_CONFIRMED = (
    "tbc",
    "tbd",
    "tba",
    "asap",
    "?",
    "-",
    "\u2013",
    "\u2014",
    "to be confirmed",
    "to follow",
)
NOT_APPLICABLE = ("n/a", "na", "n.a.", "not applicable", "none", "entfällt", "s/o")
WITHHELD = re.compile(  # by the sender
    r"\bexempt\b|withheld|redacted|not (?:been )?provided?\b|position to provide|^reset$",
    re.IGNORECASE,
)
YES = ("yes", "y", "true", "x", "1", "ja", "oui", "sí", "si", "sim", "✓", "✔", "☑", "✅")
NO = ("no", "n", "false", "0", "nein", "non", "não", "nao", "✗", "✘", "☐", "❌", "✕")
