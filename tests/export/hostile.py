"""The made-up package with texts that try to break out of a file."""

from dataclasses import replace

import narwhals as nw

from cstoviz.tables import Tables

FORMULA = '=HYPERLINK("https://evil.example","click")'
BREAKING = "Talks;\r\nEND:VEVENT,\\n\x0b<script>alert(1)</script> & {scope}"
LONG = "Совещание " * 40
SCRIPT = "javascript:alert(1)"


def hostile(tables: Tables) -> Tables:
    """Return the tables with such texts as titles, names of states and addresses."""
    events = tables.rows("events").copy()
    events.loc[0, "title"], events.loc[1, "title"] = FORMULA, BREAKING
    events.loc[2, "title"], events.loc[0, "summary"] = LONG, BREAKING
    states = tables.rows("states").copy()
    states["name"] = [f"@{name}&amp;<b>" for name in states["name"]]
    sources = tables.rows("sources").copy()
    sources.loc[0, "url"], sources.loc[0, "publisher"] = SCRIPT, FORMULA
    changed = {"events": events, "states": states, "sources": sources}
    return replace(tables, **{name: nw.from_native(rows).lazy() for name, rows in changed.items()})
