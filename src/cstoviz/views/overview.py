"""The views of the first page."""

from __future__ import annotations

import pandas as pd

from cstoviz import text
from cstoviz.charts import overview as charts
from cstoviz.context import Context
from cstoviz.metrics import overview as metrics
from cstoviz.metrics import participation
from cstoviz.metrics.behind import overview as behind
from cstoviz.metrics.behind.participation import by_state
from cstoviz.selection import Selection
from cstoviz.tables import Tables
from cstoviz.text import listed, number, t, tn
from cstoviz.views.core import View
from cstoviz.views.numbers import Number
from cstoviz.views.participation import PER_STATE
from cstoviz.views.sources import mix_caution


def _headlines(frame: pd.DataFrame, about: Context) -> str:
    values = frame.set_index("figure")["value"]
    said = t(
        "view.headlines.sentence",
        events=tn("events", int(values["events"])),
        places=tn("places", int(values["places"])),
        sources=tn("sources", int(values["sources"])),
    )
    if about.gap_days:
        said = f"{said} {_reach(about)}"
    start, end = frame["previous_start"].iloc[0], frame["previous_end"].iloc[0]
    if pd.isna(start):
        return f"{said} {t('view.headlines.nothing-before')}"
    return f"{said} {t('view.headlines.before', period=text.span(start, end))}"


def _reach(about: Context) -> str:
    """Say on how many days of the period evidence is thin or missing; more where on most."""
    key = "most" if 2 * about.gap_days > about.period.days else "some"
    days = tn("days", about.gap_days)
    return t(f"view.headlines.gaps.{key}", days=days, all=text.number(about.period.days))


def _per_month(frame: pd.DataFrame, about: Context) -> str:
    months = frame.groupby("month")["events"].sum()
    kinds = frame.dropna(subset=["kind"]).groupby("kind")["events"].sum()
    most = kinds[kinds == kinds.max()]
    busiest = months[months == months.max()]
    said = t(
        "view.events-per-month.sentence",
        events=tn("events", int(months.max())),
        months=listed([text.month(month) for month in busiest.index]),
        kinds=listed([t("quoted", text=about.labels.of("kind", kind)) for kind in most.index]),
        n=number(int(most.iloc[0])),
        all=number(int(months.sum())),
    )
    changes = frame.drop_duplicates("month")
    changed = int((changes["change"].fillna(0) != 0).sum())
    along = int(changes["coincides"].sum())
    if not along:
        return said
    return f"{said} {tn('view.events-per-month.along', along, all=number(changed))}"


def _members(tables: Tables, selection: Selection) -> pd.DataFrame:
    """Take the member states out of `participation.by_state`; same columns."""
    frame = participation.by_state(tables, selection)
    return frame[frame["member"]].reset_index(drop=True)


def _brief(frame: pd.DataFrame, about: Context) -> str:
    first = frame[frame["lower"] == frame["lower"].max()]
    events = tn("events", int(frame["n"].iloc[0]))
    if not first["lower"].iloc[0]:
        return t("view.participation-brief.sentence.none", events=events)
    return t(
        "view.participation-brief.sentence",
        states=listed([about.labels.of("state", code) for code in first["state"]]),
        most=number(int(first["lower"].iloc[0])),
        events=events,
    )


def _thin(frame: pd.DataFrame, about: Context) -> str:
    narrow = int((~frame["whole"]).sum())
    return t(
        "view.evidence-thin.sentence",
        days=tn("days", metrics.thin_days(frame)),
        all=number(about.period.days),
        notes=tn("gap.notes", narrow),
    )


HEADLINES = View(
    id="headlines",
    cautions=mix_caution,
    metric=metrics.headlines,
    chart=None,
    sentence=_headlines,
    figures=True,
    behind=behind.headlines,
    numbers={
        "value": Number(("figure",), ("now",), units=metrics.FIGURES),
        "previous": Number(("figure",), ("before",), units=metrics.FIGURES),
    },
)
PER_MONTH = View(
    id="events-per-month",
    signs=("gap",),
    metric=metrics.per_month,
    chart=charts.per_month,
    sentence=_per_month,
    empty=lambda frame: not frame["events"].sum(),
    behind=behind.per_month,
    numbers={"events": Number(("month", "kind")), "total": Number(("month",))},
)
PARTICIPATION_BRIEF = View(
    id="participation-brief",
    signs=("stated", "inferred", "collective"),
    metric=_members,
    chart=charts.participation_brief,
    sentence=_brief,
    empty=lambda frame: not frame["upper"].sum(),
    behind=by_state,
    numbers=PER_STATE,
)
THIN = View(
    id="evidence-thin",
    metric=metrics.thin_evidence,
    chart=charts.thin_evidence,
    sentence=_thin,
)
