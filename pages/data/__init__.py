"""Pages about the files behind the figures, and what the figures mean."""

from pages import Section

SECTION = Section("Data", order=90)
