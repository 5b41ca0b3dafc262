"""States under other rules of counting, recounted in plain Python."""

from collections import defaultdict

import pytest

from cstoviz.metrics.robustness import participation_rules
from cstoviz.selection import Selection
from tests.recount import plain


def official():
    kinds = {row["source_id"]: row["publisher_kind"] for row in plain.rows("sources")}
    return {
        row["event_id"]
        for row in plain.rows("event_sources")
        if kinds[row["source_id"]] == "official"
    }


def events(status=("reported",)):
    return {row["event_id"]: row for row in plain.rows("events") if row["status"] in status}


def named(kept, also=()):
    """Return {state: events in which it is named, or known in one of the ways of `also`}."""
    found = defaultdict(set)
    for event in kept:
        for state, known in plain.took_part(event).items():
            if known == "named" or known in also:
                found[state].add(event)
    return found


def series():
    return {
        row["event_id"]: row["series_id"]
        for row in plain.rows("event_series")
        if row["relation"] == "part"
    }


RULES = {
    "base": lambda: named(events()),
    "official": lambda: named(set(events()) & official()),
    "announced": lambda: named(events(("reported", "announced"))),
    "series": lambda: {
        state: {series().get(event, event) for event in kept}
        for state, kept in named(events()).items()
    },
    "stated": lambda: named(
        event for event, row in events().items() if row["date_basis"] == "stated"
    ),
    "upper": lambda: named(events(), ("inferred", "collective")),
}


@pytest.mark.parametrize("rule", RULES)
def test_states_under_a_rule(real, rule):
    frame = participation_rules(real, Selection())
    rows = frame[frame["by_rule"] == rule]
    counted = RULES[rule]()
    assert dict(zip(rows["state"], rows["events"], strict=True)) == {
        state: len(counted.get(state, ())) for state in rows["state"]
    }
