"""The rules that hold between tables: what a row may say, given what the others say.

Every check takes the typed tables, whose index holds row numbers, and yields problems; it runs only
when the tables it is registered with could be read.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

import pandas as pd

from cstoviz.columns import Frames
from cstoviz.descriptor.schema import MOST_NAMED, PROSE
from cstoviz.geography import boxes
from cstoviz.problems import Problem, each
from cstoviz.tables import ALL_MEMBERS, Package
from cstoviz.translations import ABOUT, COLUMNS, JOINT, KEYS, PACKAGE, TABLES, VOCABULARY, row_keys

Check = Callable[[Frames], Iterator[Problem]]

NAMES: Mapping[str, tuple[str, str]] = {
    "state": ("states", "iso3"),
    "organisation": ("organisations", "organisation_id"),
}
SPANS: Mapping[str, tuple[str, str]] = {
    "events": ("start_date", "end_date"),
    "memberships": ("starts_on", "ends_on"),
    "chairmanships": ("starts_on", "ends_on"),
    "evidence_gaps": ("starts_on", "ends_on"),
}
SAID = PROSE | {"description", "definition"}
"""Fields of translations that are no names; a dot in a field stands in prose of the package."""

_SHOWN = 20
LEVELS = ("priority_areas", "priorities", "measures")
PLAN = ("chairmanships", *LEVELS)


def ends_follow_starts(frames: Frames) -> Iterator[Problem]:
    """Nothing ends before it starts."""
    for table, (start, end) in SPANS.items():
        if table in frames:
            rows = frames[table]
            wrong = rows[rows[end] < rows[start]]
            allowed = ">= " + wrong[start].dt.strftime("%Y-%m-%d")
            yield from each(table, [end], wrong, "end-before-start", allowed)


def months_are_whole(frames: Frames) -> Iterator[Problem]:
    """An event of month precision spans whole months."""
    events = frames["events"].dropna(subset=["start_date", "end_date"])
    events = events[events["date_precision"] == "month"]
    first, last = events["start_date"], events["end_date"]
    wrong = events[~(first.dt.is_month_start & last.dt.is_month_end)]
    begin = (wrong["start_date"] - pd.offsets.MonthBegin(1)).where(
        ~wrong["start_date"].dt.is_month_start, wrong["start_date"]
    )
    end = (wrong["end_date"] + pd.offsets.MonthEnd(0)).dt.strftime("%Y-%m-%d")
    allowed = begin.dt.strftime("%Y-%m-%d") + ".." + end
    yield from each("events", ["start_date", "end_date"], wrong, "whole-month", allowed)


def events_are_sourced(frames: Frames) -> Iterator[Problem]:
    """Every event has a source."""
    events = frames["events"]
    bare = events[~events["event_id"].isin(frames["event_sources"]["event_id"])]
    yield from each("events", ["event_id"], bare, "sourced", "event_sources.event_id")


def participants_are_of_their_kind(frames: Frames) -> Iterator[Problem]:
    """A participant is a state, an organisation or the member states, as its kind says."""
    rows = frames["participations"].dropna(subset=["participant", "participant_kind"])
    for kind, (table, key) in NAMES.items():
        if table in frames:
            own = rows[rows["participant_kind"] == kind]
            wrong = own[~own["participant"].isin(frames[table][key])]
            yield from each(
                "participations", ["participant"], wrong, "participant", f"{table}.{key}"
            )
    wrong = rows[(rows["participant_kind"] == "collective") & (rows["participant"] != ALL_MEMBERS)]
    yield from each("participations", ["participant"], wrong, "participant", ALL_MEMBERS)


def collective_is_collective(frames: Frames) -> Iterator[Problem]:
    """The member states together, and only they, take part on a collective basis."""
    rows = frames["participations"].dropna(subset=["participant_kind", "basis"])
    together = rows["participant_kind"] == "collective"
    wrong = rows[together != (rows["basis"] == "collective")]
    allowed = together[wrong.index].map({True: "collective", False: "named, inferred"})
    yield from each("participations", ["basis"], wrong, "collective-basis", allowed)


def states_fit_their_basis(frames: Frames) -> Iterator[Problem]:
    """Only a host can be inferred from the place, and only a source can say who stayed away."""
    rows = frames["participations"].dropna(subset=["role", "basis"])
    states = rows[rows["participant_kind"] == "state"]
    inferred, absent = states["basis"] == "inferred", states["role"] == "absent"
    wrong = states[
        (inferred & (states["role"] != "host")) | (absent & (states["basis"] != "named"))
    ]
    allowed = "named; host, inferred"
    yield from each("participations", ["role", "basis"], wrong, "state-basis", allowed)


def places_lie_in_their_country(frames: Frames) -> Iterator[Problem]:
    """A place lies within the box of its country; a country without a box is not checked."""
    places = frames["places"].dropna(subset=["lat", "lon", "country_iso3"])
    known = {iso3: box for iso3, box in boxes().items() if iso3 in set(places["country_iso3"])}
    places = places[places["country_iso3"].isin(known)]
    sides = pd.DataFrame(
        [known[iso3] for iso3 in places["country_iso3"]],
        index=places.index,
        columns=["west", "south", "east", "north"],
    )
    east = (places["lon"] - sides["west"]) % 360 <= sides["east"] - sides["west"]
    inside = east & places["lat"].between(sides["south"], sides["north"])
    allowed = sides.apply(_box_words, axis=1) if len(sides) else ""
    yield from each("places", ["lat", "lon"], places[~inside], "outside-country", allowed)


def _box_words(box: pd.Series[float]) -> str:
    return f"{box['south']:g}..{box['north']:g}, {box['west']:g}..{box['east']:g}"


def countries_agree_with_places(frames: Frames) -> Iterator[Problem]:
    """An event is held in the country of its place."""
    events = frames["events"].dropna(subset=["place_id"])
    country = events["place_id"].map(_lookup(frames["places"], "place_id", "country_iso3"))
    wrong = events[country.notna() & (country != events["country_iso3"])]
    yield from each("events", ["country_iso3"], wrong, "place-country", country[wrong.index])


def unknown_means_no_place(frames: Frames) -> Iterator[Problem]:
    """The basis of a place is unknown exactly where no country is given."""
    events = frames["events"].dropna(subset=["place_basis"])
    unknown = events["place_basis"] == "unknown"
    wrong = events[unknown != events["country_iso3"].isna()]
    allowed = unknown[wrong.index].map({True: "stated, inferred", False: "unknown"})
    yield from each("events", ["place_basis"], wrong, "place-basis", allowed)


def codings_are_of_the_events_term(frames: Frames) -> Iterator[Problem]:
    """An event is coded against targets without a level below, of the term in which it starts."""
    leaves = _leaves(frames)
    starts = _lookup(frames["events"], "event_id", "start_date")
    for table in ("codings", "codings_single", "coding_disagreements"):
        if table in frames:
            rows = frames[table].dropna(subset=["event_id", "target_id"])
            known = rows["target_id"].isin(leaves)
            yield from each(table, ["target_id"], rows[~known], "lowest-target", _LEAF)
            yield from _own_term(table, rows[known], leaves, starts, frames["chairmanships"])


def _own_term(
    table: str,
    rows: pd.DataFrame,
    leaves: Mapping[str, str],
    starts: Mapping[str, pd.Timestamp],
    terms: pd.DataFrame,
) -> Iterator[Problem]:
    term = rows["target_id"].map(leaves)
    first = _days(term.map(_lookup(terms, "chairmanship_id", "starts_on")))
    last = _days(term.map(_lookup(terms, "chairmanship_id", "ends_on")))
    start = _days(rows["event_id"].map(starts))
    wrong = rows[(start < first) | (start > last)]
    days = first.dt.strftime("%Y-%m-%d") + ".." + last.dt.strftime("%Y-%m-%d")
    yield from each(
        table, ["event_id", "target_id"], wrong, "own-term", (term + " " + days)[wrong.index]
    )


def gaps_bear_on_targets(frames: Frames) -> Iterator[Problem]:
    """A gap bears on a target without a level below."""
    rows = frames["evidence_gaps"].dropna(subset=["target_id"])
    wrong = rows[~rows["target_id"].isin(_leaves(frames))]
    yield from each("evidence_gaps", ["target_id"], wrong, "lowest-target", _LEAF)


def operations_name_targets(frames: Frames) -> Iterator[Problem]:
    """The declared target of an operation is one of any level."""
    rows = frames["operations"].dropna(subset=["recurring_target"])
    targets = {target for table in LEVELS for target in frames[table][KEYS[table][0]]}
    wrong = rows[~rows["recurring_target"].isin(targets)]
    allowed = ", ".join(f"{table}.{KEYS[table][0]}" for table in LEVELS)
    yield from each("operations", ["recurring_target"], wrong, "reference", allowed)


def _days(values: pd.Series[Any]) -> pd.Series[Any]:
    """Give looked-up days their type, which they lack where nothing was found."""
    return values.astype("datetime64[us]")


_LEAF = "measures.measure_id, priorities.priority_id, priority_areas.area_id"


def _leaves(frames: Frames) -> Mapping[str, str]:
    """Return every target without a level below it, with its term."""
    areas, priorities, measures = (frames[table] for table in LEVELS)
    term = _lookup(areas, "area_id", "chairmanship_id")
    terms = dict(term)
    for rows, key, parent in (
        (priorities, "priority_id", "area_id"),
        (measures, "measure_id", "priority_id"),
    ):
        terms |= {
            child: terms.get(up, "") for child, up in zip(rows[key], rows[parent], strict=True)
        }
    inner = {*priorities["area_id"], *measures["priority_id"]}
    return {target: term for target, term in terms.items() if target not in inner}


def _lookup(rows: pd.DataFrame, key: str, value: str) -> Mapping[str, Any]:
    return dict(zip(rows[key], rows[value], strict=True))


def scopes_name_kinds(frames: Frames, package: Package) -> Iterator[Problem]:
    """A gap that bears on a kind of event names one that there is."""
    kinds = package.field("events", "kind").enum
    rows = frames["evidence_gaps"].dropna(subset=["scope"])
    named = rows[rows["scope"].str.startswith("kind:")]
    wrong = named[~named["scope"].str.removeprefix("kind:").isin(kinds)]
    allowed = ", ".join(f"kind:{kind}" for kind in kinds)
    yield from each("evidence_gaps", ["scope"], wrong if kinds else wrong[:0], "enum", allowed)


def translations_name_what_there_is(frames: Frames, package: Package) -> Iterator[Problem]:
    """A translation is of a text of a row, or of the descriptor, that there is."""
    rows = frames["translations"].dropna(subset=["table", "key", "field"])
    named = rows[~rows["field"].isin(SAID) & ~rows["field"].str.contains(".", regex=False)]
    long = named[named["text"].str.len() > MOST_NAMED]
    yield from each("translations", ["text"], long, "maxLength", str(MOST_NAMED))
    for table, part in rows.groupby("table", sort=False):
        if table == VOCABULARY:
            unknown = part[[not _is_code(key, package) for key in part["key"]]]
            yield from each("translations", ["key"], unknown, "vocabulary-code")
        elif table in ABOUT:
            yield from _about(str(table), part, package)
        elif table not in KEYS:
            allowed = ", ".join([*KEYS, *ABOUT])
            yield from each("translations", ["table"], part, "enum", allowed)
        elif table in frames:
            yield from _translated(str(table), part, frames[str(table)])


def _about(table: str, part: pd.DataFrame, package: Package) -> Iterator[Problem]:
    known = {
        PACKAGE: [package.name],
        TABLES: list(package.fields),
        COLUMNS: [f"{name}.{one.name}" for name, all_ in package.fields.items() for one in all_],
    }[table]
    unknown = part[~part["key"].isin(known)]
    yield from each("translations", ["key"], unknown, "enum", ", ".join(known[:_SHOWN]))


def _translated(table: str, part: pd.DataFrame, rows: pd.DataFrame) -> Iterator[Problem]:
    unknown = part[~part["key"].isin(row_keys(table, rows))]
    allowed = JOINT.join(f"{table}.{column}" for column in KEYS[table])
    yield from each("translations", ["key"], unknown, "reference", allowed)
    strange = part[~part["field"].isin(rows.columns)]
    yield from each("translations", ["field"], strange, "enum", ", ".join(rows.columns))


def _is_code(key: str, package: Package) -> bool:
    table, _, rest = key.partition(".")
    name, _, code = rest.partition(".")
    for field in package.fields.get(table, ()):
        if field.name == name:
            return bool(code) and (not field.enum or code in field.enum)
    return False


def check(frames: Frames, package: Package) -> Iterator[Problem]:
    """Yield what breaks the rules between tables; `frames` are the tables that could be read."""
    for rule, needed in CHECKS:
        if frames.keys() >= set(needed):
            yield from rule(frames)
    if frames.keys() >= {"evidence_gaps", "events"}:
        yield from scopes_name_kinds(frames, package)
    if "translations" in frames:
        yield from translations_name_what_there_is(frames, package)


CHECKS: tuple[tuple[Check, tuple[str, ...]], ...] = (
    (ends_follow_starts, ()),
    (months_are_whole, ("events",)),
    (events_are_sourced, ("events", "event_sources")),
    (participants_are_of_their_kind, ("participations",)),
    (collective_is_collective, ("participations",)),
    (states_fit_their_basis, ("participations",)),
    (places_lie_in_their_country, ("places",)),
    (countries_agree_with_places, ("events", "places")),
    (unknown_means_no_place, ("events",)),
    (codings_are_of_the_events_term, ("events", *PLAN)),
    (gaps_bear_on_targets, ("evidence_gaps", *PLAN)),
    (operations_name_targets, ("operations", *LEVELS)),
)
"""Every check with the tables it cannot do without."""
