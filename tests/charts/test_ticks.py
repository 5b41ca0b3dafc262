"""Ticks of axes: on round days, few, and in the words of the reader's language."""

import pandas as pd
import pytest

from cstoviz.charts.ticks import day_ticks, share_ticks

DAY = pd.Timestamp


@pytest.mark.parametrize(
    ("first", "last", "places", "words"),
    [
        ("2031-06-02", "2031-06-06", 4, ["2 Jun<br>2031", "3 Jun", "4 Jun", "5 Jun", "6 Jun"]),
        ("2031-12-20", "2032-01-10", 4, ["20 Dec<br>2031", "27 Dec", "3 Jan<br>2032", "10 Jan"]),
        ("2031-01-01", "2031-07-01", 6, ["Jan<br>2031", "Feb", "Mar", "Apr", "May", "Jun"]),
        ("2031-01-15", "2032-07-01", 6, ["Apr<br>2031", "Jul", "Oct", "Jan<br>2032", "Apr"]),
        ("2024-01-01", "2034-01-01", 6, [f"Jan<br>{y}" for y in range(2024, 2034, 2)]),
    ],
)
def test_ticks_stand_on_round_days(first, last, places, words):
    found = day_ticks(DAY(first), DAY(last), most=places)
    assert found["ticktext"] == words
    assert len(found["tickvals"]) == len(words)


def test_ticks_of_shares_are_round():
    assert share_ticks(1)["ticktext"] == ["0%", "20%", "40%", "60%", "80%", "100%"]
    assert share_ticks(0.12)["ticktext"] == ["0%", "2%", "4%", "6%", "8%", "10%", "12%"]
    assert share_ticks(0)["ticktext"] == ["0%"]
