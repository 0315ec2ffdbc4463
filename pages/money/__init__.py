"""Pages about budgets, costs and forecasts."""

from pages import Section

SECTION = Section("Money", order=30)
