"""Words of headers mean the same in any order, language and slip of the keys."""

import tomllib

import pytest

from pipelines.headers import normalise, read_header
from pipelines.recognise.known_names import candidates
from pipelines.recognise.principal import LEAST_SCORE
from pipelines.recognise.vocabulary import FILE, contains, is_misspelt, meaning_words


def meant(header):
    return meaning_words(read_header(header).name)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Prj #", "Project number"),
        ("Job no.", "project id"),
        ("Projektnummer", "Projekt-Nr."),
        ("Code projet", "Project code"),
        ("Latest end date", "forecast finish"),
        ("Date prévue", "Forecast"),
        ("Go-live", "Finish date"),
        ("Projektleitung", "Project manager"),
        ("Owned by", "Responsible"),
        ("Enddatum", "End date"),
        ("FORCAST FINSH", "Forecast finish"),
        ("Projcet manger", "Project manager"),
    ],
)
def test_two_ways_to_say_one_thing_mean_the_same(one, other):
    assert meant(one) == meant(other)
    assert meant(one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Start date", "End date"),
        ("Baseline finish", "Forecast finish"),
        ("Project ID", "Project"),
        ("Requested by", "Requested on"),
        ("Original baseline", "Baseline"),
    ],
)
def test_different_things_stay_different(one, other):
    assert meant(one) != meant(other)


def test_the_project_is_left_out_where_something_else_is_said_of_it():
    assert meant("Project manager") == meant("Manager")
    assert meant("Project") == {"project"}
    assert meant("Project no") == {"project", "id"}


def test_a_word_that_nobody_listed_stands_for_itself():
    assert meant("Slack channel") == {"slack", "channel"}


@pytest.mark.parametrize(
    "header", ["Part", "Fine", "Tidy", "Mast", "Harbour", "Canary", "Contact", "Score", "Plant"]
)
def test_a_word_of_its_own_is_no_slip(header):
    assert not is_misspelt(normalise(header))
    assert meant(header) == {normalise(header)}


@pytest.mark.parametrize(
    ("header", "known", "share"),
    [
        ("Civil completion baseline", "baseline finish", 2 / 3),
        ("Capital scheme", "project", 1 / 2),
        ("Cost owner", "cost", 0),
        ("Project mascot", "project", 0),
        ("Baseline", "baseline finish", 0),
        ("Baseline finish", "finish baseline", 0),
    ],
)
def test_a_name_is_contained_among_words_that_nobody_listed(header, known, share):
    assert contains(normalise(header), normalise(known)) == pytest.approx(share)


def test_a_full_stop_cuts_a_word_short():
    assert meant("Verantw.") == meant("Verantwortlich")
    assert meant("Port") == {"port"}


def test_each_word_is_listed_once():
    content = tomllib.loads(FILE.read_text(encoding="utf-8"))
    words = [word for listed in content["means"].values() for word in listed]
    words += content["free"]["words"]
    assert sorted(set(words)) == sorted(words)


@pytest.mark.parametrize(
    ("name", "column"), [("Change lead", "manager"), ("Change owner", "owner")]
)
def test_a_role_is_known_by_its_last_word(name, column):
    found = {
        each.target.column for each in candidates(read_header(name)) if each.score >= LEAST_SCORE
    }
    assert column in found


def test_the_owner_of_a_benefit_is_no_owner_of_a_project():
    found = candidates(read_header("Benefit owner"))
    assert "owner" not in {each.target.column for each in found if each.score >= LEAST_SCORE}
