"""Every view answers the same from a real Spark Connect server."""

import os
import subprocess
import threading
import time
from pathlib import Path
from socket import create_connection

import pytest
from tools.machine import free_port

from cstoviz.engines import open_package
from cstoviz.engines.convert import convert
from cstoviz.problems import PackageError
from cstoviz.selection import Selection
from tests.engines.parity import differences
from tests.programs import program

pytestmark = pytest.mark.filterwarnings("ignore::FutureWarning", "ignore::DeprecationWarning")
SETTINGS = ("spark.ui.enabled=false", "spark.sql.shuffle.partitions=1", "spark.driver.memory=1g",
            "spark.sql.catalogImplementation=in-memory")  # fmt: skip
PATIENCE = 120


def await_port(process, port):
    waiting, deadline = threading.Event(), time.monotonic() + PATIENCE
    while time.monotonic() < deadline and process.poll() is None:
        try:
            create_connection(("127.0.0.1", port), 1).close()
            return
        except OSError:
            waiting.wait(0.2)
    pytest.fail("Spark Connect did not start")


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    """Run a Spark Connect server from the pyspark package and yield its address."""
    program("java")
    pyspark = Path(pytest.importorskip("pyspark").__file__).parent
    folder, port = tmp_path_factory.mktemp("spark"), free_port()
    said = [*SETTINGS, f"spark.connect.grpc.binding.port={port}",
            f"spark.sql.warehouse.dir={folder / 'warehouse'}"]  # fmt: skip
    command = [str(pyspark / "bin" / "spark-submit"), "--master", "local[2]", "--class",
               "org.apache.spark.sql.connect.service.SparkConnectServer",
               *(part for each in said for part in ("--conf", each)), "spark-internal"]  # fmt: skip
    environment = {**os.environ, "SPARK_LOCAL_IP": "127.0.0.1"}
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(
            command, cwd=folder, env=environment, stdout=log, stderr=log, start_new_session=True
        )
        try:
            await_port(process, port)
            yield f"sc://127.0.0.1:{port}"
        finally:
            os.killpg(process.pid, 9)
            process.wait()


@pytest.fixture(scope="module")
def schema(server, tiny, tmp_path_factory):
    """Return the address of the made-up package in a schema of the server."""
    from pyspark.sql import SparkSession

    folder = tmp_path_factory.mktemp("tiny") / "parquet"
    convert(tiny, folder)
    session = SparkSession.builder.remote(server).getOrCreate()
    session.sql("CREATE DATABASE lakes")
    for file in folder.glob("*.parquet"):
        session.sql(f"CREATE TABLE lakes.{file.stem} USING parquet LOCATION '{file}'")
    document = (folder / "datapackage.json").read_text("utf-8")
    session.createDataFrame([(document,)], ["document"]).write.saveAsTable("lakes.datapackage")
    yield f"{server}/lakes"
    session.stop()


def test_every_view_answers_the_same(schema, tiny):
    tables = open_package(schema)
    assert tables.members == tiny.members
    assert differences(tiny, tables, Selection()) == {}


@pytest.mark.usefixtures("schema")
def test_a_schema_without_a_package_is_refused(server):
    with pytest.raises(PackageError) as refused:
        open_package(f"{server}/nothing")
    assert [problem.rule for problem in refused.value.problems] == ["missing-table"]
