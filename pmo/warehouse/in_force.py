"""Which rows of the history hold: now, or as known at an earlier load.

A load counts unless it was undone by then. For state, the newest load of a family, table and
status date holds; for events, the newest load of a family that covers the row's date; for
standing rows, the newest row of a key. A secondary row holds only where no other of its key does,
and of several the newest.
"""

from pmo.tables import EVENT, STATE, Table
from pmo.warehouse.schema import own_columns

VALID_LOADS = """
    select load_id
    from main.loads
    where
        entry_kind = 'load'
        and load_id <= $as_of
        and (undone_by_load is null or undone_by_load > $as_of)
"""
NOW = 2**62  # an ``as_of`` beyond every load


def rows_in_force(table: Table) -> str:
    """Query of the rows of ``table`` that hold at ``$as_of``, of all organisations."""
    if table.is_shared:
        return _one_row_where_secondary(table)
    if table.kind == STATE:
        return _newest_load_of_a_date(table)
    if table.kind == EVENT:
        return _newest_load_over_a_day(table)
    return _newest_row_of_a_key(table)


def _newest_load_of_a_date(table: Table) -> str:
    return f"""
        select {_qualified(table)}
        from history."{table.name}" as h
        inner join (
            select
                organisation,
                family,
                status_date,
                max(load_id) as load_id,
                coalesce(arg_max(is_secondary, load_id), false) as is_secondary
            from main.load_parts
            where table_name = '{table.name}' and load_id in ({VALID_LOADS})
            group by all
        ) as newest using (organisation, family, status_date, load_id)
    """


def _one_row_where_secondary(table: Table) -> str:
    key = ", ".join(f'h."{column}"' for column in ("organisation", "status_date", *table.key))
    return f"""
        {_newest_load_of_a_date(table)}
        qualify
            not newest.is_secondary
            or row_number() over (
                partition by {key} order by newest.is_secondary, h.load_id desc
            ) = 1
    """


def _newest_load_over_a_day(table: Table) -> str:
    day = f'cast(h."{table.event_date}" as date)'
    return f"""
        select {_qualified(table)}
        from history."{table.name}" as h
        where
            h.load_id in ({VALID_LOADS})
            and not exists (
                select 1
                from main.load_parts as later
                where
                    later.table_name = '{table.name}'
                    and later.organisation = h.organisation
                    and later.family = h.family
                    and later.load_id > h.load_id
                    and later.load_id in ({VALID_LOADS})
                    and {day} between later.period_start_date and later.period_end_date
            )
    """


def _newest_row_of_a_key(table: Table) -> str:
    key = ", ".join(f'h."{column}"' for column in ("organisation", *table.key))
    return f"""
        select {_qualified(table)}
        from history."{table.name}" as h
        where h.load_id = 0 or h.load_id in ({VALID_LOADS})
        qualify row_number() over (partition by {key} order by h.load_id desc) = 1
    """


def _qualified(table: Table) -> str:
    return own_columns(table).replace('"', 'h."', 1).replace(', "', ', h."')
