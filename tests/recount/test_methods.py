"""The numbers of the examples on methods once more, from the files alone.

The literals are those of `tests/methods_expected.py`, which the page is held to.
"""

import csv
from collections import Counter, defaultdict
from datetime import date, timedelta

import pytest

from tests.methods_expected import REAL_EVENTS
from tests.recount.plain import DATA


def rows(table):
    with (DATA / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def reported():
    return [row for row in rows("events") if row["status"] == "reported"]


def meets(row, start, end):
    return row["start_date"] <= end and row["end_date"] >= start


@pytest.fixture(scope="module")
def took_part():
    """Return the participations of reported events, by event."""
    found = defaultdict(list)
    for row in rows("participations"):
        found[row["event_id"]].append(row)
    return {row["event_id"]: found[row["event_id"]] for row in reported()}


def with_state(took_part, state, basis="named"):
    return {
        event
        for event, people in took_part.items()
        for one in people
        if (one["participant"], one["basis"]) == (state, basis) and one["role"] != "absent"
    }


def test_states_and_bounds_in_the_files(took_part):
    russia, kazakhstan = (with_state(took_part, code) for code in ("RUS", "KAZ"))
    assert (len(russia), len(kazakhstan), len(russia & kazakhstan)) == (86, 69, 59)
    assert len(russia | kazakhstan) == 96
    hosted = with_state(took_part, "RUS", "inferred")
    everyone = with_state(took_part, "ALL-MEMBERS", "collective")
    own = {code: {e for e, people in took_part.items()
                  if any(one["participant"] == code for one in people)}
           for code in ("RUS", "TJK", "ARM")}  # fmt: skip
    assert len(russia | hosted) == 125
    assert len(russia | hosted | (everyone - own["RUS"])) == 154
    tajikistan, inferred = (with_state(took_part, "TJK", basis) for basis in ("named", "inferred"))
    assert (len(tajikistan), len(inferred), len(everyone)) == (65, 2, 54)
    assert len(everyone & own["TJK"]) == 4
    assert len(tajikistan) + len(inferred) + len(everyone - own["TJK"]) == 117
    free = sorted(everyone - own["ARM"])
    later = [event for event in free if event[:10] >= "2024-02-22"]
    assert (len(free), len(later), later[0]) == (53, 50, REAL_EVENTS["membership"][0])


def test_absences_and_denominators_in_the_files(took_part):
    away = Counter(
        one["participant"]
        for people in took_part.values()
        for one in people
        if one["role"] == "absent"
    )
    assert away == {"ARM": 8}
    showing = [
        event
        for event, people in took_part.items()
        if any(
            one["participant"] == "ALL-MEMBERS"
            or (one["participant_kind"] == "state" and one["role"] != "absent")
            for one in people
        )
    ]
    assert (len(took_part), len(showing)) == (193, 182)
    assert REAL_EVENTS["denominators"][0] not in showing


def test_periods_and_months_in_the_files():
    august, september = ("2025-08-01", "2025-08-31"), ("2025-09-01", "2025-09-30")
    assert sum(meets(row, *august) for row in reported()) == 8
    assert sum(meets(row, *september) for row in reported()) == 12
    starts = Counter(row["start_date"][:7] for row in reported())
    assert (starts["2025-08"], starts["2025-09"], sum(starts.values())) == (8, 9, 193)
    assert sum(meets(row, "2024-09-24", "2024-09-30") for row in reported()) == 3
    assert Counter(row["status"] for row in rows("events")) == {"reported": 193, "announced": 14}
    echelon = next(r for r in rows("events") if r["event_id"] == "2025-08-31-echelon-2025")
    assert (echelon["start_date"], echelon["end_date"]) == ("2025-08-31", "2025-09-06")


def test_places_in_the_files():
    video = [row for row in reported() if row["format"] == "video"]
    nowhere = [row for row in reported() if row["format"] != "video" and not row["place_id"]]
    assert (len(video), len(nowhere), 193 - len(video) - len(nowhere)) == (5, 47, 141)


def test_coverage_in_the_files():
    started = {r["event_id"] for r in reported() if r["start_date"].startswith("2025")}
    best = defaultdict(list)
    for row in rows("codings"):
        if row["target_id"].startswith("KG2025") and row["event_id"] in started:
            best[row["target_id"]].append((row["strength"], row["event_id"]))
    direct = {target for target, links in best.items() if any(s == "direct" for s, _ in links)}
    measured = {row["priority_id"] for row in rows("measures")}
    targets = {row["measure_id"] for row in rows("measures")} | {
        row["priority_id"]
        for row in rows("priorities")
        if row["area_id"].startswith("KG2025") and row["priority_id"] not in measured
    }
    assert (len(targets), len(direct), len(best) - len(direct)) == (29, 13, 6)
    assert sum(strength == "direct" for strength, _ in best["KG2025-1.1.1"]) == 5
    assert best["KG2025-3.2.1"] == [("related", REAL_EVENTS["coverage"][1])]
    gaps = {row["target_id"] for row in rows("evidence_gaps")}
    assert "KG2025-1.2.1" in gaps - set(best)
    assert "KG2025-1.2.2" not in gaps | set(best)


def test_agreement_in_the_files():
    codes = defaultdict(dict)
    for row in rows("codings_single"):
        codes[row["event_id"], row["target_id"]][row["coder"]] = row["strength"]
    pairs, units = [(each.get("A"), each.get("B")) for each in codes.values()], 4269
    apart = sum(a != b for a, b in pairs)
    values = Counter(value for pair in pairs for value in pair)
    values[None] += 2 * (units - len(pairs))
    n = sum(values.values())
    by_chance = sum(m * (n - m) for m in values.values()) / (n - 1)
    assert (len(pairs), apart) == (107, 10)
    assert round(1 - 2 * apart / by_chance, 3) == 0.95


def test_sources_in_the_files():
    kinds = {row["source_id"]: row["publisher_kind"] for row in rows("sources")}
    held = {row["event_id"] for row in reported()}
    links = [row for row in rows("event_sources") if row["event_id"] in held]
    counts = Counter(row["event_id"] for row in links)
    assert len({row["source_id"] for row in links}) == 299
    assert sum(n == 1 for n in counts.values()) == 67
    assert counts[REAL_EVENTS["sources"][0]] == max(counts.values()) == 10
    assert len({r["event_id"] for r in links if kinds[r["source_id"]] == "official"}) == 117


def test_what_is_stated_in_the_files(took_part):
    kept = [row for row in reported() if row["date_basis"] == "stated"]
    assert len(kept) == 139
    assert sum(row["place_basis"] == "inferred" for row in kept) == 29
    people = [one for row in kept for one in took_part[row["event_id"]]]
    assert sum(one["basis"] == "inferred" for one in people) == 41


def test_gaps_in_the_files():
    spans = [
        (date.fromisoformat(row["starts_on"]), date.fromisoformat(row["ends_on"]))
        for row in rows("evidence_gaps")
        if row["scope"] == "all"
    ]
    first, last = date(2024, 1, 1), date(2026, 3, 15)
    all_days = [first + timedelta(n) for n in range((last - first).days + 1)]
    thin = [day for day in all_days if any(start <= day <= end for start, end in spans)]
    assert (len(all_days), len(thin)) == (805, 390)
    assert (date(2024, 4, 7) - date(2024, 2, 17)).days + 1 == 51
    assert sum(meets(row, "2024-02-17", "2024-04-07") for row in reported()) == 6
    by_month = Counter((day.year, day.month) for day in thin)
    assert [by_month[month] for month in ((2024, 6), (2024, 7), (2024, 12), (2025, 1))] == [
        0, 18, 0, 0,
    ]  # fmt: skip
    starts = Counter(row["start_date"][:7] for row in reported())
    months = ("2024-06", "2024-07", "2024-12", "2025-01")
    assert [starts[month] for month in months] == [13, 2, 10, 5]
