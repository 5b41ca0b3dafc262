"""The figure, the sentences and the cautions of agreement."""

import pandas as pd
import plotly.graph_objects as go
import pytest

from cstoviz.charts import agreement as charts
from cstoviz.charts import style
from cstoviz.context import context
from cstoviz.metrics import agreement as metrics
from cstoviz.selection import Selection
from cstoviz.views.agreement import CODING_AGREEMENT, CODING_DISAGREEMENTS, caution
from cstoviz.views.core import answer
from tests.metrics import made_up

EVIL = "<script>alert(1)</script> & %{x}"
VALID = "applied consistently, not that it is valid"
TEXTS = ("scope", "chairmanship", "area")


def trace(figure, name):
    return next(each for each in figure.data if each.name == name)


def words(figure):
    return [note.text for note in figure.layout.annotations]


def drawn(tables, *rows):
    """Draw rows of (scope, chairmanship, area, alpha, low, high)."""
    names = [*TEXTS, "alpha", "low", "high"]
    counts = {"n": 24, "linked": 3, "identical": 1, "disagreements": 2, "events": 6}
    frame = pd.DataFrame(rows, columns=names).assign(**counts)
    frame[names[3:]] = frame[names[3:]].astype("float64")
    return charts.agreement(frame, context(tables, Selection()))


@pytest.fixture(scope="module")
def lakes(tiny):
    return answer(CODING_AGREEMENT, tiny, Selection())


def term(tables, code):
    return caution(tables, Selection().with_options(term=code))


def test_the_marks_are_those_of_the_metric():
    assert (charts.TENTATIVE, charts.RELIABLE) == (metrics.TENTATIVE, metrics.RELIABLE)
    assert (charts.TENTATIVE, charts.RELIABLE) == (0.667, 0.8)


def test_a_dot_stands_at_alpha_and_opens_the_linked_pairs(lakes):
    dots = trace(lakes.chart(), "alpha")
    assert list(dots.x) == list(lakes.frame["alpha"])
    assert [code[0] for code in dots.customdata] == [
        "linked~~",
        "linked~EE2031~",
        "linked~EE2031~EE2031-1",
        "linked~EE2031~EE2031-2",
        "linked~FI2032~",
        "linked~FI2032~FI2032-1",
        "linked~FI2032~FI2032-2",
    ]


def test_only_a_dot_under_the_least_alpha_is_hollow(lakes, tiny):
    hollow = [symbol == "circle-open" for symbol in trace(lakes.chart(), "alpha").marker.symbol]
    assert hollow == [False, False, False, True, False, False, False]
    edge = drawn(tiny, *(("overall", None, None, a, None, None) for a in (0.6669, 0.667)))
    assert list(trace(edge, "alpha").marker.symbol) == ["circle-open", "circle"]


def test_the_interval_reaches_from_low_to_high(lakes):
    bars, row = trace(lakes.chart(), "interval"), lakes.frame.iloc[0]
    assert list(bars.base) == [row["low"]]
    assert [bars.base[0] + bars.x[0]] == pytest.approx([row["high"]])


def test_each_scope_has_its_name_value_and_n_in_order(lakes):
    said = words(lakes.chart())
    assert len(said) == 7 + 2
    assert "All chairmanships" in said[0]
    assert "<b>0.84</b>" in said[0]
    assert "n = 124, 11 linked" in said[0]
    assert "Boats" in said[3]
    assert "<b>0.32</b>" in said[3]
    assert said[-2:] == ["tentative<br>from 0.667", "reliable<br>from 0.8"]
    places = [note.y for note in lakes.chart().layout.annotations[:7]]
    assert places == sorted(places)


def test_areas_are_indented_under_their_chairmanship(lakes):
    shifts = [note.xshift or 0 for note in lakes.chart().layout.annotations[:7]]
    assert shifts[0] == shifts[1] == shifts[4] == 0
    assert min(shifts[2], shifts[3], shifts[5], shifts[6]) > 0


def test_the_scale_begins_at_chance_or_below_where_alpha_does(lakes, tiny):
    assert lakes.chart().layout.xaxis.tickvals == (0, 0.2, 0.4, 0.6, 0.8, 1)
    low = drawn(tiny, ("overall", None, None, 0.1, -0.31, 0.5))
    assert low.layout.xaxis.tickvals[0] == -0.4
    assert low.layout.xaxis.range[0] < -0.4
    assert low.layout.xaxis.ticktext[2] == "0<br>chance"


def test_alpha_that_is_not_defined_has_words_and_no_dot(tiny):
    found = drawn(tiny, ("overall", None, None, 1.0, None, None),
                  ("area", "EE2031", "EE2031-1", None, None, None))  # fmt: skip
    assert list(trace(found, "alpha").x) == [1.0]
    assert "alpha not defined" in words(found)[1]
    assert "nan" not in found.to_json().lower()


def test_a_name_from_the_data_is_harmless(tiny):
    found = drawn(tiny, ("chairmanship", EVIL, None, 0.5, None, None))
    assert "<script" not in "".join(words(found))
    assert "<script" not in trace(found, "alpha").hovertext[0]


def test_an_empty_frame_gives_a_valid_figure_and_says_why(made_alone):
    found = answer(CODING_AGREEMENT, made_alone, Selection())
    assert found.empty
    assert found.sentence == "The record holds no two independent codings to compare."
    assert isinstance(style.dressed(found.chart(), "dark"), go.Figure)


@pytest.fixture(scope="module")
def made_alone(real):
    """Return made-up tables with the codings of one coder only."""
    return made_up.tables(real, codings_single=made_up.SINGLE[:1])


@pytest.mark.parametrize(
    ("value", "written"),
    [(0.95, "0.95"), (0.6665, "0.666"), (0.6671, "0.67"), (0.7996, "0.7996"), (0.796, "0.796"),
     (0.9999, "0.9999"), (1.0, "1.00"), (-0.05, "-0.05"), (0.664, "0.66")],
)  # fmt: skip
def test_rounding_does_not_carry_an_alpha_across_a_mark(value, written):
    assert charts.decimals(value) == written


def test_the_sentence_gives_alpha_n_and_what_it_does_not_show(lakes):
    assert lakes.sentence.startswith(
        "Over the whole record, whatever the filter, Krippendorff’s alpha is 0.84 (95 % interval "
    )
    assert "124 pairs of event and target, 11 of them linked by a coder" in lakes.sentence
    assert "3 of these were coded differently" in lakes.sentence
    assert VALID in lakes.sentence
    assert lakes.sentence.endswith("in “Boats” (0.32, 2 linked pairs).")


def test_the_list_shows_names_not_codes(tiny):
    found = answer(CODING_DISAGREEMENTS, tiny, Selection())
    first = found.table().fillna("").iloc[1]
    assert list(first)[2:] == [
        "Sail together", "no link", "", "related", "Two sailed", "related",
        "Boats of two states sailed",
    ]  # fmt: skip
    assert found.sentence == (
        "In the whole record, the codings differ on 3 pairs of event and target, from 3 events; "
        "settled as direct: 1, as related: 1, as no link: 1."
    )


def test_the_caution_of_a_term_gives_alpha_and_what_it_does_not_show(tiny):
    (said,) = term(tiny, "FI2032")
    assert said == (
        "Agreement of the two codings of Finland 2032: alpha 1.00 (no interval, as no pair "
        "differs; 12 pairs of event and target, 2 of them linked by a coder). Both coders used "
        "the same automatic method, so this shows that the codebook is applied consistently, not "
        "that it is valid."
    )


def test_the_caution_names_the_areas_under_the_least_alpha(tiny):
    first, second = term(tiny, "EE2031")
    assert "alpha 0.80 (no interval, as too few events are linked; 112 pairs" in first
    assert second == (
        "Treat as tentative the coverage of areas in which alpha is under 0.667: “Boats” (0.32, "
        "2 linked pairs)."
    )
    assert caution(tiny, Selection(states=("FIN",), period="2032")) == (first, second)
    assert term(tiny, "nobody") == (first, second)


def test_a_chairmanship_under_the_least_alpha_is_called_tentative(real):
    low = made_up.tables(real)
    assert metrics.agreement(low, Selection().with_options(term="T2"))["alpha"].iloc[0] < 0.667
    first, second = term(low, "T2")
    assert VALID in first
    assert second.startswith("This is under 0.667")
    assert second.endswith("tentative.")


def test_agreement_that_is_not_known_or_not_defined_is_said_so(real, made_alone):
    (unknown,) = term(made_alone, "T2")
    assert "is not known" in unknown
    (undefined,) = term(made_up.tables(real), "T1")
    assert "is not defined" in undefined
    bare = made_up.tables(real, priority_areas=[], priorities=[], measures=[])
    assert caution(bare, Selection()) == ()


def test_the_caution_of_the_real_record_is_beside_its_opening_term(real):
    said = caution(real, Selection())
    assert "alpha 0.94 (95 % interval 0.89 to 0.98; 2,958 pairs" in said[0]
    assert len(said) == 2
