"""What a made-up package says of itself: its descriptor and the texts in other languages."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

import pandas as pd

from cstoviz import text
from cstoviz.descriptor.parquet import in_parquet
from cstoviz.tables import Tables
from cstoviz.text import t
from cstoviz.translations import PACKAGE

SUFFIX = "-synthetic"

_OF_REAL_ROWS = ("audit", "changes", "id")
_KEYS = {
    "event_id": "^e[0-9]{8,}$",
    "source_id": "^s[0-9]{10,}$",
    "series_id": "^series-[0-9]+$",
    "url": r"^https://example\.org/\S+$",
}
"""What the keys and addresses of made-up rows look like."""


def document(tables: Tables, made: Collection[str], asked: str) -> dict[str, Any]:
    """Return the descriptor of the package made after `tables`.

    made: the tables whose rows are made up; asked: what was asked for, in words. It says in name,
    title, description and limits that the rows are made up, has no audit or changes, and names the
    Parquet file of each table.
    """
    real = tables.package
    kept = {key: value for key, value in real.document.items() if key not in _OF_REAL_ROWS}
    with text.speaking(text.DEFAULT_LANGUAGE):
        said = _said(real.title)
        limits = [t("synthetic.limit")]
        origin = t("synthetic.source", title=real.title, asked=asked)
    resources = [_resource(each, made) for each in kept["resources"] if _is_of(each, tables)]
    own = {"name": real.name + SUFFIX, **said, "limits": limits, "sources": [{"title": origin}]}
    return {**kept, **own, "resources": resources}


def translations(tables: Tables, made: Collection[str]) -> pd.DataFrame:
    """Return the translations of what is taken over, and of the package's title and description.

    Out: the columns of the table `translations`.
    """
    known = tables.rows("translations")
    gone = known["table"].isin([*made, PACKAGE])
    name = tables.package.name + SUFFIX
    others = [lang for lang in text.languages() if lang != text.DEFAULT_LANGUAGE]
    own = [
        {"table": PACKAGE, "key": name, "field": field, "lang": lang, "text": said}
        for lang in others
        for field, said in _translated(tables, lang).items()
    ]
    return pd.concat([known[~gone], pd.DataFrame(own, columns=known.columns)], ignore_index=True)


def _translated(tables: Tables, lang: str) -> Mapping[str, str]:
    known = tables.rows("translations").query(
        "table == @PACKAGE and field == 'title' and lang == @lang"
    )
    title = known["text"].iloc[0] if len(known) else tables.package.title
    with text.speaking(lang):
        return {**_said(title), "limits.1": t("synthetic.limit")}


def _said(title: str) -> Mapping[str, str]:
    return {
        "title": t("synthetic.title", title=title),
        "description": t("synthetic.description", title=title),
    }


def _is_of(resource: Mapping[str, Any], tables: Tables) -> bool:
    return hasattr(tables, str(resource.get("name")))


def _resource(resource: Mapping[str, Any], made: Collection[str]) -> dict[str, Any]:
    name, schema = str(resource["name"]), dict(resource["schema"])
    schema.pop("missingValues", None)
    schema["fields"] = [_field(each, name in made) for each in schema["fields"]]
    kept = {key: value for key, value in resource.items() if key != "sources"}
    return in_parquet({**kept, "schema": schema})


def _field(field: Mapping[str, Any], made: bool) -> Mapping[str, Any]:
    rules = field.get("constraints", {})
    pattern = _KEYS.get(str(field.get("name"))) if made and "pattern" in rules else None
    return {**field, "constraints": {**rules, "pattern": pattern}} if pattern else field
