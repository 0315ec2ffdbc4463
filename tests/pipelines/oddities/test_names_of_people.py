"""People as senders write them: in another order, with shares, several in a cell, gone."""

from datetime import date

import pytest

from pipelines.naming.alike import is_same_person
from pipelines.naming.persons import Person, people_in
from tests.outcomes import book_in

STAFF, OWNERS = "o32_staff.csv", "o32_owners_as_people_write_them.csv"


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("Smith, J", (Person("Smith, J"),)),
        ("J. Smith (50%)", (Person("J. Smith", 0.5),)),
        ("J. Smith [50%]; Ana", (Person("J. Smith", 0.5), Person("Ana"))),
        ("A. Lee / B. Kim", (Person("A. Lee"), Person("B. Kim"))),
        ("Ana Lee & Bob Kim", (Person("Ana Lee"), Person("Bob Kim"))),
        ("Ana Lee, Bob Kim", (Person("Ana Lee"), Person("Bob Kim"))),
        ("A;B", (Person("A"), Person("B"))),
        ("Ana Lee\nBob Kim", (Person("Ana Lee"), Person("Bob Kim"))),
        ("Health & Safety", (Person("Health & Safety"),)),
        ("IT / HR", (Person("IT / HR"),)),
        ("Project Office / Legal Team", (Person("Project Office / Legal Team"),)),
        ("Anna Smith-Jones", (Person("Anna Smith-Jones"),)),
        ("Ana <ana@example.org>", (Person("Ana <ana@example.org>"),)),
        ("5%", (Person("5%"),)),
        ("Ravi s/o Kumar", (Person("Ravi s/o Kumar"),)),
        ("Arun a/l Selvam", (Person("Arun a/l Selvam"),)),
    ],
)
def test_a_cell_names_one_person_or_a_list(text, people):
    assert people_in(text, surely=False) == people


def test_first_names_alone_are_a_list_where_only_people_stand():
    assert people_in("Ana / Bob", surely=True) == (Person("Ana"), Person("Bob"))
    assert people_in("Ana / Bob", surely=False) == (Person("Ana / Bob"),)


@pytest.mark.parametrize(
    "field", ["Research & Development", "Sales and Marketing", "Design/Quality"]
)
def test_a_field_of_work_is_no_list_of_first_names(field):
    assert people_in(field, surely=True) == (Person(field),)


@pytest.mark.parametrize(
    ("one", "other", "is_same"),
    [
        ("Smith, J", "John Smith", True),
        ("J. Smith", "Smith, John", True),
        ("Smith J", "John Smith", True),
        ("JOHN SMITH", "Smith John", True),
        ("José García", "Garcia, Jose", True),
        ("J. Smith", "Mary Smith", False),
        ("Smith", "John Smith", False),
        ("John Smith", "John Smythe", False),
        ("Jo Smith", "John Smith", False),
    ],
)
def test_order_accents_and_initials_make_no_other_person(one, other, is_same):
    assert is_same_person(one, other) is is_same
    assert is_same_person(other, one) is is_same


def test_a_share_beside_a_name_is_the_persons_and_no_part_of_the_name(loaded):
    outcome = loaded(STAFF)
    assert outcome.column("people", "person_name", key="person_id")["E-4"] == "Jane Doe"
    assert outcome.column("people", "fte", key="person_id") == {
        "E-1": 1.0, "E-2": 0.8, "E-3": 1.0, "E-4": 0.5,
    }  # fmt: skip
    assert outcome.values("share_beside_name") == {"B5": "Jane Doe (50%)"}


def test_of_several_people_the_first_is_loaded_and_the_others_are_listed(loaded):
    outcome = loaded(OWNERS)
    assert outcome.record.load == 1
    managers = outcome.column("projects", "manager")
    assert managers["P-2"] == "A. Lee"
    assert outcome.column("projects", "sponsor")["P-1"] == "Health & Safety"
    assert outcome.values("several_people") == {
        "C3": "A. Lee / B. Kim", "D3": "Jane Doe; Ana Lee",
    }  # fmt: skip
    assert '"B. Kim"' in outcome.message("C3", "several_people")


def test_another_form_of_a_known_name_is_asked_and_close_ones_are_not_taken_for_it(loaded):
    asked = loaded(STAFF, OWNERS)
    assert asked.record.load is None
    assert {each.id: each.proposal for each in asked.record.questions} == {
        "people_names::project manager": "the known ones",
        "same_person::project manager:anna lee": "another one",
    }


def test_answers_put_the_known_people_in_place_and_list_each_cell(loaded):
    outcome = loaded(STAFF, OWNERS, accept=True)
    assert outcome.column("projects", "manager") == {
        "P-1": "John Smith", "P-2": "Ana Lee", "P-3": "John Smith", "P-4": "Bob Kim",
    }  # fmt: skip
    assert outcome.column("projects", "sponsor")["P-3"] == "Anna Lee"
    assert outcome.values("read_as_known") == {"C2": "Smith, J", "C3": "A. Lee / B. Kim"}


def test_names_that_a_person_calls_others_stay_as_they_are(loaded):
    answers = {
        "people_names::project manager": "as they stand",
        "same_person::project manager:anna lee": "Ana Lee",
    }
    outcome = loaded(STAFF, OWNERS, answers=answers)
    assert outcome.column("projects", "manager")["P-1"] == "Smith, J"
    assert outcome.column("projects", "sponsor")["P-3"] == "Ana Lee"


def test_who_left_before_the_status_date_is_listed(loaded):
    outcome = loaded(STAFF, OWNERS, accept=True)
    assert outcome.values("person_left") == {"C5": "Bob Kim"}
    assert "2026-01-31" in outcome.message("C5", "person_left")


def test_hours_of_several_people_stay_under_all_their_names(loaded, tmp_path):
    rows = [
        ("Person", "Project ID", "Work date", "Hours"),
        ("Ana Lee / Bob Kim", "P-1", date(2026, 3, 2), 4),
        ("Ana Lee", "P-1", date(2026, 3, 3), 5),
    ]
    outcome = loaded(book_in(tmp_path, Times=rows), accept=True)
    assert outcome.column("time_entries", "booked_minutes", key="person_id") == {
        "Ana Lee / Bob Kim": 240, "Ana Lee": 300,
    }  # fmt: skip
    assert outcome.values("several_people") == {"A2": "Ana Lee / Bob Kim"}


def test_a_whole_name_stands_for_the_key_of_the_person(loaded, tmp_path):
    rows = [
        ("Person", "Project ID", "Work date", "Hours"),
        ("Ana Lee", "P-1", date(2026, 3, 3), 5),
        ("Doe, Jane", "P-1", date(2026, 3, 3), 6),
    ]
    outcome = loaded(STAFF, book_in(tmp_path, Times=rows), accept=True)
    assert outcome.column("time_entries", "booked_minutes", key="person_id") == {
        "E-2": 300, "E-4": 360,
    }  # fmt: skip
    assert outcome.values("read_as_known") == {"A2": "Ana Lee", "A3": "Doe, Jane"}
