"""The counting rules once more, in plain Python over the CSV files, with nothing of the program.

What is counted here is compared with what the dashboard shows.
"""

import csv
from datetime import date
from functools import cache
from pathlib import Path

DATA = Path(__file__).parents[2] / "data"
LEVELS = {
    "named": ("named",),
    "inferred": ("named", "inferred"),
    "collective": ("named", "inferred", "collective"),
}
SELECTIONS = {
    "all": {},
    "armenia-2025": {"states": ("ARM",), "period": ("2025-01-01", "2025-12-31")},
    "belarus-collective": {"states": ("BLR",), "basis": "collective"},
    "empty-week": {"period": ("2024-08-03", "2024-08-06")},
    "two-states-together": {"states": ("KAZ", "KGZ"), "match": "all"},
    "half-a-year-with-announced": {
        "period": ("2026-01-01", "2026-06-30"),
        "status": ("reported", "announced"),
    },
    "one-kind": {"kinds": ("exercise",), "period": ("2024-01-01", "2024-12-31")},
}


@cache
def rows(table):
    """Return the rows of a table as dicts of strings."""
    with (DATA / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))


def day(text):
    return date.fromisoformat(text)


def members_on(when):
    """Return the states whose participation counts on a day: members, not suspended, not gone."""
    holding = {"member": set(), "ended": set()}
    for row in rows("memberships"):
        if day(row["starts_on"]) <= when and (not row["ends_on"] or when <= day(row["ends_on"])):
            if row["status"] == "member":
                holding["member"].add(row["iso3"])
            elif row["status"] in ("suspended-participation", "withdrawn"):
                holding["ended"].add(row["iso3"])
    return holding["member"] - holding["ended"]


@cache
def took_part(event_id):
    """Return {state: named | inferred | collective} of an event."""
    found, own, together = {}, set(), False
    for row in rows("participations"):
        if row["event_id"] != event_id:
            continue
        if row["participant"] == "ALL-MEMBERS":
            together = True
        elif row["participant_kind"] == "state":
            own.add(row["participant"])
            if row["role"] != "absent":
                found[row["participant"]] = row["basis"]
    if together:
        start = next(day(e["start_date"]) for e in rows("events") if e["event_id"] == event_id)
        found |= dict.fromkeys(members_on(start) - own, "collective")
    return found


def kept(event, states=(), match="any", period=None, kinds=(), status=("reported",), basis="named"):
    """Say whether a selection keeps an event."""
    if event["status"] not in status or (kinds and event["kind"] not in kinds):
        return False
    if period and not (event["start_date"] <= period[1] and event["end_date"] >= period[0]):
        return False
    if not states:
        return True
    there = {s for s, known in took_part(event["event_id"]).items() if known in LEVELS[basis]}
    return set(states) <= there if match == "all" else bool(set(states) & there)


def selected(selection):
    """Return the events that one of `SELECTIONS` keeps."""
    return [event for event in rows("events") if kept(event, **selection)]


def query(selection):
    """Return the address that asks the dashboard for the same selection."""
    made = {
        key: [value] if isinstance(value, str) else list(value) for key, value in selection.items()
    }
    if "period" in made:
        made["period"] = ["..".join(made["period"])]
    return made
