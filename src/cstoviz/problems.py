"""What is wrong with a data package, one value at a time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

import pandas as pd

from cstoviz.inert import inert, shortened

DESCRIPTOR = "datapackage.json"
"""The file that makes a folder a data package; stands as `table` for problems of the package."""

Rule = Literal[
    "missing-file",
    "database",
    "no-spark",
    "zip",
    "zip-path",
    "file-size",
    "zip-size",
    "zip-files",
    "zip-twice",
    "zip-link",
    "zip-method",
    "json-depth",
    "columns",
    "too-long",
    "json",
    "encoding",
    "csv",
    "no-header",
    "header-twice",
    "missing-column",
    "undeclared-column",
    "row-length",
    "missing-table",
    "table-twice",
    "missing-field",
    "field-twice",
    "field-type",
    "missing-key",
    "missing-reference",
    "bad-reference",
    "missing-constraint",
    "bad-constraint",
    "vocabulary",
    "required",
    "type",
    "unique",
    "reference",
    "enum",
    "pattern",
    "minimum",
    "maximum",
    "minLength",
    "maxLength",
    "end-before-start",
    "whole-month",
    "sourced",
    "participant",
    "collective-basis",
    "state-basis",
    "outside-country",
    "place-country",
    "place-basis",
    "lowest-target",
    "own-term",
    "vocabulary-code",
]
"""Every rule that a package can break: first of files, then of the descriptor, then of rows."""


@dataclass(frozen=True)
class Problem:
    """One value that breaks one rule.

    `row` counts as a spreadsheet does (the header is row 1), None for a whole table; `rule` is a
    code, whose words stand in the catalogue as `rule.<code>`; `allowed` says what would be right,
    in values, "" where the rule says it all. Texts are inert, and cut where they are very long.
    """

    table: str
    row: int | None
    field: str
    value: str
    rule: Rule
    allowed: str = ""

    def __post_init__(self) -> None:
        for name, most in (("table", 300), ("field", 300), ("value", 300), ("allowed", 3_000)):
            said = shortened(inert(getattr(self, name)), most)
            object.__setattr__(self, name, said)


class PackageError(Exception):
    """A data package that cannot be shown; `problems` lists everything that is wrong with it."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(map(str, self.problems)))


def each(
    table: str, fields: Sequence[str], rows: pd.DataFrame, rule: Rule, allowed: object = ""
) -> Iterator[Problem]:
    """Yield a problem for every row of `rows`, whose index holds the row numbers.

    The value is what stands in `fields`; `allowed` is one text for all rows or a text per row.
    """
    if rows.empty:
        return
    texts = allowed if isinstance(allowed, pd.Series) else pd.Series(str(allowed), rows.index)
    for number, *values in rows[list(fields)].itertuples():
        value = ", ".join(_shown(item) for item in values)
        yield Problem(table, int(number), ", ".join(fields), value, rule, str(texts[number]))


def _shown(value: object) -> str:
    if isinstance(value, pd.Timestamp):
        return str(value.date())
    return "" if pd.isna(value) else str(value)
