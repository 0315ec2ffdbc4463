"""How a metric's rows become readings: one query, roll-up, coverage, colour, words, lineage.

Nothing here knows a single metric; ``pmo.metrics`` is the catalogue that hands them in.
"""
