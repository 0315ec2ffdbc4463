"""Pages about dates that were promised."""

from pages import Section

SECTION = Section("Delivery", order=20)
