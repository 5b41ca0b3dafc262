"""A Spark Connect server on this machine that holds one package, started from `pyspark`."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from socket import create_connection

from tools.machine import free_port

from benchmarks import servers
from cstoviz.problems import DESCRIPTOR

SCHEMA = "made"
SETTINGS = (
    "spark.ui.enabled=false", "spark.sql.shuffle.partitions=8", "spark.driver.memory=4g",
    "spark.sql.catalogImplementation=in-memory",
)  # fmt: skip
PATIENCE = 120.0


@contextmanager
def serving(folder: Path) -> Iterator[str]:
    """Serve a folder of Parquet files; yield its address for `open_package`.

    Raises RuntimeError without pyspark, TimeoutError where the server does not start.
    """
    found = find_spec("pyspark")
    if found is None or found.origin is None:
        raise RuntimeError("Spark needs pyspark: pip install -e '.[spark]'")
    port, submit = free_port(), Path(found.origin).parent / "bin" / "spark-submit"
    with tempfile.TemporaryDirectory() as scratch:
        said = [
            *SETTINGS, f"spark.connect.grpc.binding.port={port}",
            f"spark.sql.warehouse.dir={scratch}/warehouse",
        ]  # fmt: skip
        command = [
            str(submit), "--master", "local[*]", "--class",
            "org.apache.spark.sql.connect.service.SparkConnectServer",
            *(part for each in said for part in ("--conf", each)), "spark-internal",
        ]  # fmt: skip
        with servers.started(command, port, {"SPARK_LOCAL_IP": "127.0.0.1"}):
            _await(port)
            address = f"sc://127.0.0.1:{port}"
            _fill(address, folder)
            yield f"{address}/{SCHEMA}"


def _await(port: int) -> None:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        try:
            create_connection(("127.0.0.1", port), 1).close()
            return
        except OSError:
            time.sleep(0.2)
    raise TimeoutError("Spark Connect did not start")


def _fill(address: str, folder: Path) -> None:
    from pyspark.sql import SparkSession  # noqa: PLC0415

    session = SparkSession.builder.remote(address).getOrCreate()
    session.sql(f"CREATE DATABASE {SCHEMA}")
    for file in folder.glob("*.parquet"):
        location = str(file).replace("'", "\\'")
        session.sql(f"CREATE TABLE {SCHEMA}.{file.stem} USING parquet LOCATION '{location}'")
    document = (folder / DESCRIPTOR).read_text("utf-8")
    rows = session.createDataFrame([(document,)], ["document"])
    rows.write.saveAsTable(f"{SCHEMA}.datapackage")
