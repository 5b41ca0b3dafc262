"""What the description of the API promises, tried with made-up requests, right and wrong ones.

`FUZZ=3000 pytest tests/api/test_schemathesis.py` tries as many as one has time for.
"""

import os
from pathlib import Path

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from schemathesis import GenerationMode
from schemathesis.specs.openapi.checks import positive_data_acceptance
from starlette.applications import Starlette

from cstoviz import api
from tests.serving import shown_from

CASES = max(1, int(os.environ.get("FUZZ", "1000")) // 150)
limits = settings(
    max_examples=CASES, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck),
    database=None,
)  # fmt: skip
APP = Starlette(routes=list(api.ROUTES))


@pytest.fixture(scope="module", autouse=True)
def real_shown():
    """Show the repository's own package."""
    with shown_from(Path(__file__).parents[2] / "data"):
        yield


@pytest.fixture(scope="module")
def described():
    """Return the description, as a program reads it."""
    return schemathesis.openapi.from_asgi("/api/v1/openapi.json", APP)


def test_every_answer_is_as_the_description_says(described):
    operations = [found.ok() for found in described.get_all_operations()]
    assert len(operations) > 200
    for operation in operations:
        for mode in GenerationMode:
            tries(operation, mode)()


def tries(operation, mode):
    """Return what tries an operation with right or wrong requests.

    Whether a value is right depends on the calendar, on another value, or on how long a list is,
    where there is a period, a side of a comparison, an event at a place, or a part of a list.
    """

    @limits
    @given(case=operation.as_strategy(generation_mode=mode))
    def tried(case):
        depends = {"period", "left", "right", "route", "page"} & {*(case.query or {})}
        case.call_and_validate(excluded_checks=[positive_data_acceptance] if depends else [])

    return tried
