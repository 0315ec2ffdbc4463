"""Networks of tasks: how early and how late each task can be, from links and durations.

Source: J. E. Kelley and M. R. Walker, Critical-path planning and scheduling (1959); the precedence
diagram with four kinds of link and lags.
"""
