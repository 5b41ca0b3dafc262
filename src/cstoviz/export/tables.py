"""An answer's table as a file: CSV, XLSX, JSON, Parquet. The same answer gives the same bytes."""

from __future__ import annotations

import csv
import io
import json
from datetime import date
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from cstoviz.export.about import about
from cstoviz.export.cells import Cell, harmless, plain, rows, with_codes
from cstoviz.export.names import named
from cstoviz.export.workbook import xlsx_bytes
from cstoviz.search import unmarked
from cstoviz.tables import Tables
from cstoviz.views.columns import column_title
from cstoviz.views.core import Answer

__all__ = [
    "csv_bytes",
    "file_name",
    "json_bytes",
    "parquet_bytes",
    "xlsx_bytes",
]


def csv_bytes(answer: Answer, tables: Tables) -> bytes:  # noqa: ARG001
    """Return the table as CSV that opens well in Excel: UTF-8 with a byte order mark, RFC 4180.

    Columns are titled and codes named, the codes follow in columns of their own; dates are ISO,
    lists joined by "; ", missing values empty; a text that a spreadsheet would take for a formula
    begins with an apostrophe.
    """
    frame = with_codes(answer)
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([harmless(str(title)) for title in frame.columns])
    writer.writerows([_csv_cell(cell) for cell in row] for row in rows(frame))
    return out.getvalue().encode("utf-8-sig")


def _csv_cell(cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return str(cell).lower()
    if isinstance(cell, date):
        return cell.isoformat()
    return harmless(cell) if isinstance(cell, str) else str(cell)


def json_bytes(answer: Answer, tables: Tables) -> bytes:
    """Return `document` as JSON."""
    return dumped(document(answer, tables))


def document(answer: Answer, tables: Tables) -> dict[str, Any]:
    """Return the table for JSON: `about` in words, `columns` with titles, `rows` with codes.

    Dates are ISO, missing values null, lists lists.
    """
    return {
        "view": answer.view.id,
        "about": about(answer, tables),
        "columns": columns_of(answer),
        "rows": rows_of(answer),
    }


def columns_of(answer: Answer) -> list[dict[str, str]]:
    """Return name and title of every column of a table, for JSON."""
    return [{"name": name, "title": column_title(name)} for name in answer.frame.columns]


def rows_of(answer: Answer) -> list[dict[str, Any]]:
    """Return the rows of a table with codes, for JSON."""
    frame = answer.frame
    return [
        {name: _json_value(row[i]) for i, name in enumerate(frame.columns)}
        for row in frame.itertuples(index=False, name=None)
    ]


def dumped(found: Any) -> bytes:
    """Write what JSON can hold."""
    text = json.dumps(found, ensure_ascii=False, indent=1, allow_nan=False)
    return f"{text}\n".encode()


def _json_value(value: Any) -> Any:
    if isinstance(value, list | tuple):
        return [_json_value(item) for item in value]
    cell = plain(value)
    return cell.isoformat() if isinstance(cell, date) else cell


def parquet_bytes(answer: Answer, tables: Tables) -> bytes:
    """Return the frame with its codes as Parquet; the metadata `about` is JSON in words."""
    frame = answer.frame.map(lambda value: unmarked(value) if isinstance(value, str) else value)
    frame = frame.astype(answer.frame.dtypes)
    table = pa.Table.from_pandas(frame, schema=_schema(frame), preserve_index=False)
    facts = json.dumps({"view": answer.view.id, **about(answer, tables)}, ensure_ascii=False)
    table = table.replace_schema_metadata(
        {**(table.schema.metadata or {}), b"about": facts.encode()}
    )
    out = io.BytesIO()
    pq.write_table(table, out, compression="zstd")
    return out.getvalue()


def _schema(frame: pd.DataFrame) -> pa.Schema:
    """Return the types of the columns; lists are of texts, also where none has an item."""
    seen = pa.Schema.from_pandas(frame, preserve_index=False)
    for place, field in enumerate(seen):
        if pa.types.is_null(field.type) or pa.types.is_list(field.type):
            seen = seen.set(place, field.with_type(pa.list_(pa.string())))
    return seen


def file_name(answer: Answer, suffix: str) -> str:
    """Return a file's name made from package, view and selection, see `names.named`."""
    return named(answer.package.name, answer.view.id, answer.query, suffix)
