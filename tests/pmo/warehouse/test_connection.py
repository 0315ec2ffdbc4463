from pmo.warehouse import open_warehouse
from tests.pages import small


def test_a_snapshot_that_a_page_reads_can_be_opened_again_in_the_same_process(tmp_path):
    warehouse = small.build(tmp_path, projects=1, months=1, people=1)
    with warehouse.snapshot() as first, open_warehouse_again(tmp_path) as second:
        assert count_loads(first) == count_loads(second) == 1


def test_closing_one_of_two_readers_leaves_the_other_open(tmp_path):
    warehouse = small.build(tmp_path, projects=1, months=1, people=1)
    with warehouse.snapshot() as kept:
        warehouse.snapshot().close()
        assert count_loads(kept) == 1


def open_warehouse_again(folder):
    return open_warehouse(small.settings(folder)).snapshot()


def count_loads(snapshot):
    return snapshot.query("select count(*) from main.loads").item()
