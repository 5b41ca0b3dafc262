"""Packages in a schema of a Spark Connect server; needs the extra `spark`."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import narwhals as nw
import pandas as pd

from cstoviz.documents import document
from cstoviz.engines.declared import DOCUMENT, opened
from cstoviz.problems import DESCRIPTOR, PackageError, Problem
from cstoviz.tables import Frame, Tables


class Spark:
    """A session of a Spark Connect server."""

    def __init__(self, session: Any, schema: str) -> None:
        self.session, self.schema = session, schema

    @contextmanager
    def turn(self) -> Iterator[None]:
        """Sessions of Spark serve many threads at once."""
        yield

    def lend(self, rows: pd.DataFrame) -> Frame:
        """Return rows of Python as a frame of this engine."""
        import pyarrow as pa  # noqa: PLC0415
        from pyspark.sql.pandas.types import from_arrow_schema  # noqa: PLC0415

        table = pa.Table.from_pandas(rows, preserve_index=False)
        given = table if len(table) else []
        made = self.session.createDataFrame(given, from_arrow_schema(table.schema))
        frame: Frame = nw.from_native(made)
        return frame

    def keep(self, rows: Frame) -> Frame:
        """Return the rows as they are: Spark works them out when it is asked."""
        return rows

    def find(self, name: str) -> Frame | None:
        """Return a table of the schema, None where there is none."""
        whole = f"{_quoted(self.schema)}.{_quoted(name)}"
        if not self.session.catalog.tableExists(whole):
            return None
        frame: Frame = nw.from_native(self.session.table(whole))
        return frame


def open_spark(address: str) -> Tables:
    """Open the package at `sc://host:port/schema`. Raises PackageError with what is wrong."""
    try:
        from pyspark.sql import SparkSession  # noqa: PLC0415
    except ImportError as error:
        raise _refused("pip install cstoviz[spark]", "no-spark") from error
    server, _, schema = address.removeprefix("sc://").partition("/")
    try:
        session = SparkSession.builder.remote(f"sc://{server}").getOrCreate()
        session.conf.set("spark.sql.session.timeZone", "UTC")
        spark = Spark(session, schema or "default")
        found = spark.find(DOCUMENT)
    except Exception as error:
        raise _refused(str(error).splitlines()[0], "no-spark") from error
    if found is None:
        raise _refused(DOCUMENT, "missing-table", address)
    return opened(document(found.collect("pyarrow")["document"][0]), spark.find, spark)


def _refused(value: str, rule: Any, allowed: str = "") -> PackageError:
    return PackageError([Problem(DESCRIPTOR, None, "", value, rule, allowed)])


def _quoted(name: str) -> str:
    return "`" + name.replace("`", "``") + "`"
