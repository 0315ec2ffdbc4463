"""Pages about the portfolio as a whole."""

from pages import Section

SECTION = Section("Portfolio", order=10)
