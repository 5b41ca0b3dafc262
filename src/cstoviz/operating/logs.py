"""Logs: a line of JSON for each thing worth knowing, without anything of a reader."""

from __future__ import annotations

import logging
import sys
from typing import cast

from pythonjsonlogger.json import JsonFormatter

SILENT = ("uvicorn.access",)
"""Loggers that name addresses of readers with everything that they say."""

WARNING_ONLY = ("uvicorn", "uvicorn.error", "uvicorn.asgi", "websockets")
"""Loggers that name addresses of readers where all is well."""

PLAIN = "%(asctime)s %(levelname)s %(name)s: %(message)s"


def begin(form: str, level: str) -> None:
    """Write what this program, Streamlit and its server say in one form to standard error.

    form: "json" or "text"; level: "DEBUG", "INFO", "WARNING" or "ERROR"
    """
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(formatter(form))
    own = logging.getLogger("cstoviz")
    own.handlers, own.propagate = [handler], False
    own.setLevel(level)
    _take_over(handler, level)


def formatter(form: str) -> logging.Formatter:
    """Return what writes a record; in JSON: time, level, logger, message, facts, exc_info."""
    if form == "text":
        return logging.Formatter(PLAIN)
    renamed = {"levelname": "level", "name": "logger"}
    fields = "%(levelname)s %(name)s %(message)s"
    made = JsonFormatter(fields, rename_fields=renamed, timestamp="time", json_ensure_ascii=False)
    return cast("logging.Formatter", made)


def _take_over(handler: logging.Handler, level: str) -> None:
    """Let loggers of Streamlit and uvicorn write through the same handler, also those to come."""
    import streamlit.logger as theirs  # noqa: PLC0415

    def ours(logger: logging.Logger) -> None:
        logger.handlers, logger.propagate = [handler], False
        strict = logger.name.startswith(WARNING_ONLY)
        logger.setLevel(logging.WARNING if strict and level in ("DEBUG", "INFO") else level)
        logger.disabled = logger.name in SILENT

    theirs.setup_formatter = ours
    for name in (*SILENT, *WARNING_ONLY):
        theirs.get_logger(name)
    theirs.update_formatter()
