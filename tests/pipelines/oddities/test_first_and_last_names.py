"""First and last names in two columns are one person."""

from pmo.warehouse import open_warehouse


def test_time_is_booked_by_the_person_whom_two_columns_name(loaded):
    taken = loaded("o32_first_and_last_names.csv", accept=True)
    sql = (
        "select person_id, sum(booked_minutes)::bigint "
        "from main.time_entries group by all order by all"
    )
    with open_warehouse(taken.settings).snapshot() as snapshot:
        assert snapshot.query(sql).rows() == [("Ann Moor", 720), ("Bo Field", 210)]
    (region,) = taken.record.regions
    made = next(each for each in region.columns if "+" in each.header)
    assert made.header == "First Name + Last Name"
    assert made.columns == ("time_entries.person_id",)
    assert taken.questions == {}
