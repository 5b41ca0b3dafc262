"""Who took part and how that is known, in the made-up package, against counts made by hand."""

import pytest

from cstoviz.evidence import membership_on_first_day, participation_evidence
from cstoviz.package import read_package
from cstoviz.tables import collect
from tests.packages import add_row, broken, set_cell


def evidence(tables, event):
    """Return what is known of an event: {state: (evidence, role)}."""
    found = collect(participation_evidence(tables))
    rows = found[found["event_id"] == event]
    assert not rows["state"].duplicated().any()
    roles = rows["role"].astype(object).where(rows["role"].notna(), None)
    return dict(zip(rows["state"], zip(rows["evidence"], roles, strict=True), strict=True))


COLLECTIVE = ("collective", None)
EXPECTED = {
    "2031-01-15-first-council": {  # a member with a row of its own is not counted twice
        "EST": ("named", "chair"),
        "FIN": COLLECTIVE,
        "LVA": COLLECTIVE,
    },
    "2031-02-10-harbour-talk": {"EST": COLLECTIVE, "FIN": COLLECTIVE, "LVA": COLLECTIVE},
    "2031-03-05-script": {
        "EST": ("inferred", "host"),
        "FIN": ("named", "participant"),
        "LVA": ("named", "participant"),
    },
    "2031-03-28-spring-regatta": {
        "EST": ("named", "host"),
        "FIN": ("named", "participant"),
        "LVA": ("named", "participant"),
        "SWE": ("named", "observer"),
    },
    "2031-04-20-lone-survey": {},
    "2031-06-10-summer-council": {  # the first day of the suspension, shared with the membership
        "EST": COLLECTIVE,
        "LVA": ("named", "chair"),
    },
    "2031-09-30-autumn-council": {  # its last day
        "EST": ("named", "host"),
        "LVA": COLLECTIVE,
    },
    "2031-10-01-guide": {"EST": COLLECTIVE, "FIN": COLLECTIVE, "LVA": COLLECTIVE},
    "2031-11-11-abroad": {"EST": ("named", "participant"), "SWE": ("inferred", "host")},
    "2031-12-30-winter-regatta": {  # who stayed away did not take part
        "EST": ("named", "participant"),
        "FIN": ("named", "host"),
    },
    "2032-02-05-council": {  # and is not in the collective part either
        "EST": COLLECTIVE,
        "FIN": ("named", "chair"),
    },
    "2032-04-01-farewell": {  # the last day of a membership and the first of a withdrawal
        "EST": COLLECTIVE,
        "FIN": COLLECTIVE,
    },
    "2032-05-01-gathering": {"EST": COLLECTIVE, "FIN": COLLECTIVE},
}


@pytest.mark.parametrize("event", EXPECTED)
def test_who_took_part_and_how_that_is_known(tiny, event):
    assert evidence(tiny, event) == EXPECTED[event]


def test_evidence_in_all(tiny):
    found = collect(participation_evidence(tiny))
    assert found.groupby("evidence").size().to_dict() == {
        "collective": 15,
        "inferred": 5,
        "named": 22,
    }


def members(tables, event):
    found = collect(membership_on_first_day(tables, tables.events))
    return sorted(found[found["event_id"] == event]["state"])


def test_membership_is_judged_on_the_first_day(tiny_path, tmp_path):
    change = set_cell("memberships", 5, "starts_on", "2031-03-29")
    tables = read_package(broken(tiny_path, tmp_path / "p", change))
    assert members(tables, "2031-03-28-spring-regatta") == ["EST", "FIN", "LVA"]
    assert members(tables, "2031-06-10-summer-council") == ["EST", "LVA"]


def test_the_end_of_a_membership_is_its_last_day(tiny_path, tmp_path):
    def change(folder):
        set_cell("memberships", 4, "ends_on", "2031-10-01")(folder)
        set_cell("memberships", 6, "starts_on", "2031-10-02")(folder)

    tables = read_package(broken(tiny_path, tmp_path / "p", change))
    assert members(tables, "2031-10-01-guide") == ["EST", "FIN", "LVA"]
    assert members(tables, "2031-11-11-abroad") == ["EST", "FIN"]


def test_a_membership_written_in_two_periods_counts_once(tiny_path, tmp_path):
    line = "EST,member,2030-01-01,,day,https://lakes.example.org/plan,"
    tables = read_package(broken(tiny_path, tmp_path / "p", add_row("memberships", line)))
    assert members(tables, "2031-02-10-harbour-talk") == ["EST", "FIN", "LVA"]


def test_a_state_that_withdrew_earlier_is_not_in_the_collective_part(tiny_path, tmp_path):
    url = "https://lakes.example.org/plan"

    def change(folder):
        add_row("states", "LTU,LT,Lithuania,Republic of Lithuania,Vilnius,Left in 2030")(folder)
        add_row("memberships", f"LTU,member,2028-01-01,2031-01-14,day,{url},")(folder)
        add_row("memberships", f"LTU,withdrawn,2031-01-15,,day,{url},")(folder)
        add_row("participations", "2031-10-01-guide,LTU,state,observer,named")(folder)

    tables = read_package(broken(tiny_path, tmp_path / "p", change))
    assert "LTU" not in evidence(tables, "2031-01-15-first-council")
    assert evidence(tables, "2031-10-01-guide")["LTU"] == ("named", "observer")


def test_a_state_that_comes_back_is_a_member_again(tiny_path, tmp_path):
    url = "https://lakes.example.org/plan"

    def change(folder):
        set_cell("memberships", 6, "ends_on", "2032-04-30")(folder)
        add_row("memberships", f"LVA,member,2032-05-01,,day,{url},")(folder)

    tables = read_package(broken(tiny_path, tmp_path / "p", change))
    assert members(tables, "2032-04-01-farewell") == ["EST", "FIN"]
    assert members(tables, "2032-05-01-gathering") == ["EST", "FIN", "LVA"]


def test_nobody_is_expanded_where_no_membership_is_known(tiny_path, tmp_path):
    def change(folder):
        file = folder / "memberships.csv"
        file.write_text(file.read_text("utf-8").splitlines()[0] + "\n", "utf-8")

    tables = read_package(broken(tiny_path, tmp_path / "p", change))
    found = collect(participation_evidence(tables))
    assert found.groupby("evidence").size().to_dict() == {"inferred": 5, "named": 22}


def test_a_guest_is_no_member(tiny):
    assert "SWE" not in members(tiny, "2031-02-10-harbour-talk")
