"""What events rest on, counted again."""

from collections import Counter

import pytest

from cstoviz.metrics import sources
from cstoviz.metrics.homogeneity import homogeneity
from cstoviz.selection import from_query
from tests.recount import plain

CASES = pytest.mark.parametrize("selection", plain.SELECTIONS.values(), ids=plain.SELECTIONS)


def asked(selection, tables):
    found, rejected = from_query(plain.query(selection), tables)
    assert rejected == ()
    return found


def known():
    return {row["source_id"]: row for row in plain.rows("sources")}


def cited(events):
    """Return the pairs of event and source of some events."""
    ids = {event["event_id"] for event in events}
    return [
        (row["event_id"], row["source_id"])
        for row in plain.rows("event_sources")
        if row["event_id"] in ids
    ]


@CASES
def test_per_month(real, selection):
    events = plain.selected(selection)
    months = {event["event_id"]: event["start_date"][:7] for event in events}
    once = {(months[event], source) for event, source in cited(events)}
    counts = Counter(
        (month, known()[source]["publisher_kind"], known()[source]["language"])
        for month, source in once
    )
    frame = sources.per_month(real, asked(selection, real))
    some = frame[frame["sources"] > 0]
    assert {
        (f"{row.month:%Y-%m}", row.publisher_kind, row.language): row.sources
        for row in some.itertuples()
    } == dict(counts)


@CASES
def test_what_events_rest_on(real, selection):
    found = {}
    for event, source in cited(plain.selected(selection)):
        found.setdefault(event, []).append(known()[source]["publisher_kind"])
    counts = Counter()
    for kinds in found.values():
        counts["one" if len(kinds) == 1 else "two" if len(kinds) == 2 else "more", ""] += 1
        counts["official" if "official" in kinds else "unofficial", ""] += 1
        alone = len(set(kinds)) == 1
        counts["only" if alone else "several", kinds[0] if alone else ""] += 1
    frame = sources.rest(real, asked(selection, real))
    keys = zip(frame["resting"], frame["publisher_kind"].fillna(""), strict=True)
    shown = dict(zip(keys, frame["events"], strict=True))
    assert {key: n for key, n in shown.items() if n} == dict(counts)
    assert set(frame["n"]) == {len(found)}


@CASES
def test_kinds_that_rest_on_one_source(real, selection):
    events = plain.selected(selection)
    each = Counter(event for event, _ in cited(events))
    whole, single = Counter(), Counter()
    for event in events:
        whole[event["kind"]] += 1
        single[event["kind"]] += each[event["event_id"]] == 1
    frame = sources.rest_by_kind(real, asked(selection, real)).set_index("kind")
    assert frame["n"].to_dict() == dict(whole)
    assert frame["one"].to_dict() == {kind: single[kind] for kind in whole}


@CASES
def test_publishers(real, selection):
    addresses, events = {}, {}
    for event, source in cited(plain.selected(selection)):
        host = known()[source]["publisher"]
        addresses.setdefault(host, set()).add(source)
        events.setdefault(host, set()).add(event)
    frame = sources.publishers(real, asked(selection, real))
    assert {row.publisher: (row.sources, row.events) for row in frame.itertuples()} == {
        host: (len(addresses[host]), len(events[host])) for host in addresses
    }
    assert frame["sources"].is_monotonic_decreasing


@CASES
def test_the_mix_and_its_test(real, selection):
    inside = cited(plain.selected(selection))
    kept = {event for event, _ in inside}
    outside = [pair for pair in cited(plain.selected({})) if pair[0] not in kept]
    here, rest = (
        Counter(known()[source]["publisher_kind"] for _, source in pairs)
        for pairs in (inside, outside)
    )
    frame = sources.mix(real, asked(selection, real))
    rows = frame[frame["mix"] == "publisher_kind"].set_index("publisher_kind")
    assert {k: n for k, n in rows["citations"].to_dict().items() if n} == dict(here)
    assert {k: n for k, n in rows["citations_rest"].to_dict().items() if n} == dict(rest)
    found = homogeneity(frame)
    if not inside or not outside:
        assert found.outcome == "none"
        return
    n, chi2 = len(inside) + len(outside), 0.0
    for kind in here | rest:
        for side, counts in ((len(inside), here), (len(outside), rest)):
            expected = side * (here[kind] + rest[kind]) / n
            chi2 += (counts[kind] - expected) ** 2 / expected
    assert found.chi2 == pytest.approx(chi2, abs=1e-9)
    assert found.v == pytest.approx((chi2 / n) ** 0.5, abs=1e-9)
