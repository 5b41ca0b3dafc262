"""The selected parts of a series counted as one event, as `rules.merged` makes them: who took part
in it, and which targets it serves. They are few, so that they are counted in Python."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

import pandas as pd

from cstoviz import joins
from cstoviz.evidence import members_by_day
from cstoviz.metrics.marks import parts_of
from cstoviz.rules import part_events
from cstoviz.selection import BASES, FACTS, Selection
from cstoviz.tables import ALL_MEMBERS, Tables, collect, per_package

_STATE = "state"


@dataclass(frozen=True)
class Activity:
    """Parts of a series as one event.

    parts: its events; day: the first day of the first of them; evidence: by state, how it is known
    to take part; shows: whether it could show a state; codings: its targets, each with a strength
    """

    parts: tuple[str, ...]
    day: pd.Timestamp
    evidence: Mapping[str, str]
    shows: bool
    codings: frozenset[tuple[str, str]]

    @property
    def named(self) -> list[str]:
        """The states that a source names as taking part."""
        return [state for state, how in self.evidence.items() if how == BASES[0]]


@dataclass(frozen=True)
class _Parts:
    """All parts of series: series (by event), days (first day, by event), in the order of days.

    participants: by event, of each participant (code) its kind, whether it stayed away (0, 1) and
    the rank of its basis; the less the better it is known; codings: by event, targets and strengths
    """

    series: Mapping[str, str]
    days: Mapping[str, pd.Timestamp]
    participants: Mapping[str, list[tuple[str, tuple[int, int, str]]]]
    codings: Mapping[str, list[tuple[str, str]]]


@lru_cache(maxsize=16)
def activities(tables: Tables, selection: Selection) -> list[Activity]:
    """Return the activities of the selected parts that the selection, asked of each, keeps."""
    known, selected = _parts(tables), set(parts_of(tables, selection))
    together: dict[str, list[str]] = defaultdict(list)
    for event in known.days:
        if event in selected:
            together[known.series[event]].append(event)
    stated = selection.facts == FACTS[1]
    found = (_activity(tables, known, parts, stated) for parts in together.values())
    return [each for each in found if _selected(each, selection)]


def _activity(tables: Tables, known: _Parts, parts: list[str], stated: bool) -> Activity:
    best: dict[str, tuple[int, int, str]] = {}
    for event in parts:
        for participant, how in known.participants.get(event, ()):
            best[participant] = min(how, best.get(participant, how))
    day, inferred = known.days[parts[0]], BASES.index("inferred")
    evidence = _evidence(best, members_by_day(tables).get(day, ()))
    if stated:
        best = {code: how for code, how in best.items() if how[1] != inferred}
        evidence = {state: how for state, how in evidence.items() if how != "inferred"}
    present = any(kind == _STATE and not away for away, _, kind in best.values())
    codings = frozenset(link for event in parts for link in known.codings.get(event, ()))
    return Activity(tuple(parts), day, evidence, present or ALL_MEMBERS in best, codings)


def _evidence(
    best: Mapping[str, tuple[int, int, str]], members: Iterable[str]
) -> Mapping[str, str]:
    own = {code: how for code, how in best.items() if how[2] == _STATE}
    found = {code: BASES[rank] for code, (away, rank, _) in own.items() if not away}
    if ALL_MEMBERS in best:
        found |= {state: "collective" for state in members if state not in own}
    return found


def _selected(activity: Activity, selection: Selection) -> bool:
    accepted = BASES[: BASES.index(selection.basis) + 1]
    took_part = [activity.evidence.get(state) in accepted for state in selection.states]
    return not took_part or (any if selection.match == "any" else all)(took_part)


@per_package
def _parts(tables: Tables) -> _Parts:
    series = part_events(tables)
    events = joins.semi(tables.events, tables.engine.lend(series[["event_id"]]))
    days = collect(events.select("event_id", "start_date")).sort_values(["start_date", "event_id"])
    rows = collect(joins.semi(tables.participations, events))
    columns = ("event_id", "participant", "participant_kind", "role", "basis")
    participants: dict[str, list[tuple[str, tuple[int, int, str]]]] = defaultdict(list)
    for event, code, kind, role, basis in zip(*(rows[name] for name in columns), strict=True):
        how = (int(role == "absent"), BASES.index(basis), kind)
        participants[event].append((code, how))
    codings: dict[str, list[tuple[str, str]]] = defaultdict(list)
    links = collect(joins.semi(tables.codings, events).select("event_id", "target_id", "strength"))
    for event, target, strength in links.itertuples(index=False):
        codings[event].append((target, strength))
    return _Parts(
        dict(zip(series["event_id"], series["series_id"], strict=True)),
        dict(zip(days["event_id"], days["start_date"], strict=True)),
        participants,
        codings,
    )
