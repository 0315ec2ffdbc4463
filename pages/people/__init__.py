"""Pages about people, their time and their bookings."""

from pages import Section

SECTION = Section("People", order=40)
