"""Examples of coverage and of how far the codings of it agree."""

from __future__ import annotations

import pandas as pd

from cstoviz import text
from cstoviz.methods.ground import WHOLE, Ground, see
from cstoviz.methods.model import Example, Point
from cstoviz.metrics import agreement
from cstoviz.metrics import coverage as metrics
from cstoviz.metrics.links import links as linked
from cstoviz.metrics.targets import term_days
from cstoviz.text import number, t
from cstoviz.views.agreement import CODING_AGREEMENT
from cstoviz.views.coverage import BY_AREA


def coverage(ground: Ground) -> Example:
    """Show one target that is covered, one only touched, and two kinds of nothing."""
    found = metrics.coverage(ground.tables, WHOLE)
    if found is None or found.targets.empty:
        return Example()
    reached = found.reached
    counts = {name: int((reached == name).sum()) for name in ("covered", "touched", "nothing")}
    said = t(
        "methods.coverage.counts",
        term=ground.labels.of("chairmanship", found.term),
        n=number(len(found.targets)),
        **{name: number(count) for name, count in counts.items()},
    )
    links = linked(ground.tables, WHOLE)
    points = (
        Point(said),
        _linked(ground, found.targets[reached == "covered"], links, "direct"),
        _linked(ground, found.targets[reached == "touched"], links, "related"),
        *_empties(ground),
        Point(_outside(ground, found.term)),
    )
    return Example(points, see("coverage", BY_AREA, {"term": [found.term]}))


def _linked(ground: Ground, targets: pd.DataFrame, links: pd.DataFrame, strength: str) -> Point:
    """Name the first target of some, and its first event of a strength."""
    if targets.empty:
        return Point(t(f"methods.coverage.{strength}.none"))
    row = targets.iloc[0]
    events = links[(links["target"] == row["target"]) & (links["strength"] == strength)]
    said = t(f"methods.coverage.{strength}", target=_target(ground, row), n=number(len(events)))
    return Point(said, ground.named(events["event"].head(1)))


def _empties(ground: Ground) -> tuple[Point, Point]:
    """Name a target of which nothing is reported, and one on which an evidence gap bears."""
    rows = metrics.nothing(ground.tables, WHOLE)
    plain, gaps = rows[rows["gap"].isna()], rows[rows["gap"].notna()]
    if plain.empty:
        one = Point(t("methods.coverage.nothing.none"))
    else:
        one = Point(t("methods.coverage.nothing", target=_target(ground, plain.iloc[0])))
    if gaps.empty:
        return one, Point(t("methods.coverage.gap.none"))
    row = gaps.iloc[0]
    kept = ground.tables.rows("evidence_gaps").set_index("gap_id").loc[row["gap"]]
    said = t(
        "methods.coverage.gap",
        target=_target(ground, row),
        level=ground.labels.of("level", kept["level"]),
        note=ground.labels.text("evidence_gaps", row["gap"], "note", kept["note"]),
    )
    return one, Point(said)


def _outside(ground: Ground, term: str) -> str:
    start, end = term_days(ground.tables, term)
    return t("methods.coverage.outside", days=text.span(start, end))


def _target(ground: Ground, row: pd.Series[str]) -> str:
    title = ground.labels.of("target", row["target"])
    return t("methods.target", ordinal=row["ordinal"], title=title)


def coding(ground: Ground) -> Example:
    """Show how far the coders agree, and a pair on which they did not."""
    rows = agreement.agreement(ground.tables, WHOLE)
    if rows.empty or pd.isna(rows["alpha"].iloc[0]):
        return Example()
    whole = rows.iloc[0]
    said = t(
        "methods.agreement.alpha",
        alpha=number(round(float(whole["alpha"]), 3)),
        units=number(int(whole["n"])),
        linked=number(int(whole["linked"])),
    )
    return Example((Point(said), *_disagreement(ground)), see("evidence", CODING_AGREEMENT))


def _disagreement(ground: Ground) -> tuple[Point, ...]:
    rows = ground.tables.rows("coding_disagreements")
    if rows.empty:
        return (Point(t("methods.agreement.all")),)
    row = rows.iloc[0]
    codes = {name: row[name] for name in ("coder_a", "coder_b", "settled")}
    said = t(
        "methods.agreement.settled",
        n=number(len(rows)),
        target=ground.labels.of("target", row["target_id"]),
        why=ground.labels.said("why", row["why"]),
        **{name: _value(ground, code) for name, code in codes.items()},
    )
    return (Point(said, ground.named([row["event_id"]])),)


def _value(ground: Ground, code: str) -> str:
    return t("methods.agreement.no-link") if code == "none" else ground.labels.of("strength", code)
