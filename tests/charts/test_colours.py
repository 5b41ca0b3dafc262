"""The palette: contrast on both pages, and no two colours alike for any kind of colour vision."""

from itertools import combinations, pairwise

import pytest
from coloraide import Color

from cstoviz.charts import coverage_parts as parts
from cstoviz.charts import style

DEFICIENCIES = (None, "protan", "deutan", "tritan")
APART = 9
"""The least distance (CIEDE2000) between two colours that stand for different things."""


def seen(colour, deficiency):
    return Color(colour).filter(deficiency) if deficiency else Color(colour)


def contrast(colour, paper):
    return Color(colour).contrast(paper, method="wcag21")


@pytest.mark.parametrize("theme", style.PAPER)
@pytest.mark.parametrize("colour", [*style.SLOTS, style.ACCENT, style.MUTED, style.CAUTION])
def test_marks_stand_out_from_the_page(colour, theme):
    assert contrast(colour, style.PAPER[theme]) >= 3


@pytest.mark.parametrize("theme", style.PAPER)
def test_text_stands_out_from_the_page(theme):
    assert contrast(style.INK[theme], style.PAPER[theme]) >= 7


@pytest.mark.parametrize("deficiency", DEFICIENCIES)
def test_no_two_colours_look_alike(deficiency):
    for one, other in combinations(style.SLOTS, 2):
        apart = seen(one, deficiency).delta_e(seen(other, deficiency), method="2000")
        assert apart >= APART, (one, other, round(apart, 1))


def light(colour, theme):
    """Return the lightness (0 to 100) of a colour, which may be translucent, on a page."""
    over = Color.layer([Color(colour), Color(style.PAPER[theme])], space="srgb")
    return over.convert("lab-d65")["lightness"]


@pytest.mark.parametrize("theme", style.PAPER)
def test_the_steps_of_a_grid_of_counts_differ_in_grey_too(theme):
    lights = [light(colour, theme) for _, colour in style.SHADES]
    assert min(abs(one - other) for one, other in pairwise(lights)) >= 4


@pytest.mark.parametrize("theme", style.PAPER)
@pytest.mark.parametrize("colour", style.SLOTS)
def test_what_is_only_touched_is_paler_than_what_is_covered_in_grey_too(colour, theme):
    (pale,) = parts.light([colour])["color"]
    assert abs(light(pale, theme) - light(colour, theme)) >= 12
    assert abs(light(pale, theme) - light(style.PAPER[theme], theme)) >= 5
