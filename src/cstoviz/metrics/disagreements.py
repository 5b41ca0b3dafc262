"""Where independent codings of the same events differ, for which reasons, and what was settled."""

from __future__ import annotations

import narwhals as nw
import numpy as np
import pandas as pd

from cstoviz.metrics.targets import TARGET, declared_terms, targets
from cstoviz.selection import Selection
from cstoviz.tables import Tables, collect, per_package

_KEYS = ["event", "target"]
_SAID = ["coder_a", "reason_a", "coder_b", "reason_b"]
_COLUMNS = [
    "event", "start", "chairmanship", "area", "priority", "measure", "target", "served", "ordinal",
    *_SAID, "settled", "why", "found_in",
]  # fmt: skip


def disagreements(tables: Tables, selection: Selection) -> pd.DataFrame:
    """List the pairs of an event and a target on which two codings differ, whatever the filter.

    These are all rows of coding_disagreements, and the pairs on which the codings differ without
    such a row. The option `term` keeps one chairmanship. Out, by first day, event and declared
    order: event, start (its first day), chairmanship, area, priority, measure, target (codes; null
    below the target), served (the target again, which readers see by name), ordinal ("1.2.1"),
    coder_a, reason_a, coder_b, reason_b (direct, related or none, and why; no reason where the
    coder set no link), settled (null where it is not recorded), why, found_in (both; settled:
    listed although the codings do not differ; codings: not listed).
    """
    return _disagreements(tables, selection.option("term"))


@per_package
def _disagreements(tables: Tables, term: str) -> pd.DataFrame:
    listed = tables.rows("coding_disagreements")
    listed = listed.rename(columns={"event_id": "event", "target_id": "target"})
    rows = listed.merge(_codings(tables), on=_KEYS, how="outer", suffixes=("", "_coded"))
    rows = rows[rows["settled"].notna() | rows["differing"].eq(True)].copy()
    for column in ("coder_a", "coder_b"):
        rows[column] = rows[column].fillna(rows[f"{column}_coded"])
    rows["found_in"] = np.select(
        [rows["settled"].isna(), rows["differing"].eq(True)], ["codings", "both"], "settled"
    )
    return _placed(rows, tables, term)


def _codings(tables: Tables) -> pd.DataFrame:
    """Return what each of the first two coders said of every pair that a coder linked."""
    rows = tables.rows("codings_single")
    if rows.empty:
        return pd.DataFrame(columns=[*_KEYS, *_SAID], dtype="str").assign(differing=False)
    rows = rows.rename(columns={"event_id": "event", "target_id": "target"})
    found = rows[_KEYS].drop_duplicates()
    for name, coder in zip("ab", _coders(tables), strict=False):
        own = rows.loc[rows["coder"] == coder, [*_KEYS, "strength", "reason"]]
        own = own.rename(columns={"strength": f"coder_{name}", "reason": f"reason_{name}"})
        found = found.merge(own, on=_KEYS, how="left")
    found = found.reindex(columns=[*_KEYS, *_SAID])
    found[["coder_a", "coder_b"]] = found[["coder_a", "coder_b"]].fillna("none")
    compared = rows["coder"].nunique() > 1
    return found.assign(differing=(found["coder_a"] != found["coder_b"]) & compared)


def _coders(tables: Tables) -> list[str]:
    """Return the coders as the package orders them; only those at work where they are several."""
    order = list(tables.package.field("codings_single", "coder").enum)
    working = set(tables.rows("codings_single")["coder"])
    coders = [*order, *sorted(working - set(order))]
    return coders if len(working) < 2 else [coder for coder in coders if coder in working]


def _placed(rows: pd.DataFrame, tables: Tables, term: str) -> pd.DataFrame:
    about = tables.events.filter(nw.col("event_id").is_in(list(rows["event"].unique())))
    starts = collect(about.select("event_id", "start_date"))
    starts = starts.set_axis(["event", "start"], axis=1)
    every = [targets(tables, each).assign(chairmanship=each) for each in declared_terms(tables)]
    aims = pd.concat([pd.DataFrame(columns=[*TARGET, "chairmanship"], dtype="str"), *every])
    aims["place"] = range(len(aims))
    rows = rows.merge(starts, on="event", how="left").merge(aims, on="target", how="left")
    if term:
        rows = rows[rows["chairmanship"] == term]
    rows = rows.sort_values(["start", "event", "place"], kind="stable", ignore_index=True)
    rows["served"] = rows["target"]
    texts = {column: "str" for column in _COLUMNS if column != "start"}
    return rows[_COLUMNS].astype(texts)
