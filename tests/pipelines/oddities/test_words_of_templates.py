"""What becomes of the words of a template that stand beside real names."""


def test_a_placeholder_beside_a_real_name_is_listed_and_no_value(loaded):
    outcome = loaded("o34_placeholders_beside_names.csv", accept=True)
    assert outcome.column("projects", "manager") == {"Alpha": None, "Beta": "Bob Ray"}
    assert outcome.values("placeholder") == {
        "B2": "[Name of manager]",
        "E2": "<what happened>",
        "C3": "<colour>",
        "D3": "<enter date>",
    }


def test_prose_in_square_brackets_is_no_placeholder(loaded):
    outcome = loaded("o34_placeholders_beside_names.csv", accept=True)
    assert "[see the minutes]" not in outcome.values("placeholder").values()
