"""The made-up package with texts in every free field that try to be more than texts."""

import csv
import io
import itertools
import json
from pathlib import Path

from tests.packages import write_tiny

SENTINEL = "cstovizHurt"
HURT = f"window.{SENTINEL}=1"
EVIL = "http://evil.example"
ATTACKS = (
    f"<img src=x onerror={HURT}>",
    f"<script>{HURT}</script>",
    f"</style></title></script><script>{HURT}</script>",
    f'"><svg onload={HURT}>',
    f"'><iframe srcdoc=\"<script>parent.{HURT}</script>\">",
    f"<a href=\"javascript:{HURT}\">link</a>",
    f"[link](javascript:{HURT})",
    f"![picture]({EVIL}/x.png)",
    f"<b>bold</b> **strong** _thin_ `code` # heading $\\href{{javascript:{HURT}}}{{x}}$",
    ":red[colour] :material/home: :smile: ~~gone~~",
    "=HYPERLINK(\"http://evil.example\",\"click\")",
    "+1+1", "-2+3", "@SUM(1)",
    "{0} {scope} {n} %s %(name)s ${x} {{y}}",
    "a~b%7E%25 \\u003cscript\\u003e \\ \" ' ` &lt;img&gt; &amp;",
    "]]> <!-- --> <![CDATA[ x ]]> <?xml?>",
    "right\u202eto left\u202c \u2066isolated\u2069 zero\u200bwidth \u200f",
    "W" * 400,
)  # fmt: skip
"""Each tries something else: HTML, Markdown, formulas, templates, XML, directions, length."""

FREE = {
    "events": ("title", "summary", "venue"),
    "states": ("name", "official_name", "capital", "note"),
    "memberships": ("note",),
    "organs": ("name", "note"),
    "organisations": ("organisation", "name"),
    "operations": ("original_name", "aim", "note"),
    "places": ("name", "coord_basis"),
    "chairmanships": ("motto", "note"),
    "priority_areas": ("title", "source_ref"),
    "priorities": ("title", "source_ref"),
    "measures": ("title", "source_ref"),
    "sources": ("publisher",),
    "codings": ("reason",),
    "codings_single": ("reason",),
    "coding_disagreements": ("why",),
    "event_series": ("series_title",),
    "evidence_gaps": ("note",),
    "translations": ("text",),
}
"""Fields that hold any text."""

LONG = {
    "events": ("summary", "venue"),
    "states": ("note",),
    "codings": ("reason",),
    "coding_disagreements": ("why",),
    "evidence_gaps": ("note",),
    "memberships": ("note",),
    "operations": ("aim",),
    "places": ("coord_basis",),
    "priorities": ("source_ref",),
}
"""Fields of prose, of which the first has a text as long as one may be, in one word."""

LONGEST = 20_000
SCRIPT = f"javascript:{HURT}"


def write_hostile(folder: Path) -> Path:
    """Write the package with an attack at the start of every free text; return its folder."""
    made = write_tiny(folder)
    attacks = itertools.cycle(ATTACKS)
    for table, fields in FREE.items():
        file = made / f"{table}.csv"
        if file.is_file():
            content = _changed(file.read_text("utf-8"), fields, attacks)
            file.write_text(_lengthened(content, LONG.get(table, ())), "utf-8", newline="")
    described = made / "datapackage.json"
    document = json.loads(described.read_text("utf-8"))
    _describe(document, attacks)
    described.write_text(json.dumps(document), "utf-8")
    return made


def _changed(content: str, fields: tuple[str, ...], attacks: itertools.cycle) -> str:
    rows = list(csv.DictReader(io.StringIO(content)))
    for row in rows:
        for field in fields:
            if row.get(field):
                row[field] = f"{next(attacks)} {row[field]}"
    return _written(rows)


def _lengthened(content: str, fields: tuple[str, ...]) -> str:
    rows = list(csv.DictReader(io.StringIO(content)))
    for field in fields:
        row = next(row for row in rows if row.get(field))
        row[field] = row[field] + "W" * (LONGEST - len(row[field]))
    return _written(rows)


def _written(rows: list[dict[str, str]]) -> str:
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, rows[0].keys(), lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


def _describe(document: dict, attacks: itertools.cycle) -> None:
    """Put attacks into whatever the descriptor says in words."""
    for key in ("title", "description", "homepage"):
        document[key] = f"{next(attacks)} {document.get(key, '')}"
    for licence in document.get("licenses", ()):
        licence["title"], licence["path"] = next(attacks), SCRIPT
    for resource in document["resources"]:
        resource["description"] = next(attacks)
        for field in resource["schema"]["fields"]:
            field["title"], field["description"] = next(attacks), next(attacks)
