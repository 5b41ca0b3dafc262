"""A drawing as SVG: well-formed, harmless, the same each time."""

import re
from xml.etree import ElementTree as ET

import plotly.graph_objects as go
import pytest

from cstoviz.drawing.layout import draw
from cstoviz.drawing.model import Box, Drawing, Fill, Line, Run, Stroke, Words
from cstoviz.drawing.svg import Palette, svg

NS = "{http://www.w3.org/2000/svg}"
HOSTILE = "<script>alert(1)</script>\" onload='x' & ]]> \x00\x07\ufffe\n<img src=x>"


def tree(drawing, **how):
    return ET.fromstring(svg(drawing, **how))


def one(mark, **how):
    return tree(Drawing(100, 50, (mark,)), **how)


def test_a_box_is_a_rectangle_in_its_colours():
    box = Box("mark", x=1, y=2.345, width=3, height=4, fill=Fill("#112233", 0.5),
              line=Line("ink", 2, dashed=True))  # fmt: skip
    ((shape,),) = one(box)
    assert shape.attrib == {
        "x": "1", "y": "2.35", "width": "3", "height": "4", "fill": "#112233",
        "fill-opacity": "0.5", "stroke": "var(--ink)", "stroke-width": "2",
        "stroke-dasharray": "4 4",
    }  # fmt: skip
    ((shape,),) = one(box, palette=Palette(ink="#000001"))
    assert shape.get("stroke") == "#000001"


def test_a_document_has_no_variables_and_nothing_to_point_at():
    drawing = draw(go.Figure(go.Bar(x=["a"], y=[1], hovertemplate="said")), 300)
    page = svg(drawing)
    assert "var(--ink)" in page
    assert "var(--grid)" in page
    assert 'data-hint="said"' in page
    printed = svg(drawing, palette=Palette(), interactive=False)
    assert "var(" not in printed
    assert "data-" not in printed
    assert "class" not in printed


def test_one_points_through_what_has_nothing_to_say():
    under = Box("mark", ("said",), width=5, height=5)
    over = Box("mark", width=5, height=5, fill=Fill("#000000"))
    name = Words("axis", x=1, y=1, lines=((Run("name", 9),),))
    first, second, third = tree(Drawing(9, 9, (under, over, name)))
    assert (first.get("data-hint"), first.get("pointer-events")) == ("said", "all")
    assert (second.tag, second.get("pointer-events")) == (f"{NS}g", "none")
    assert (third.text, third.get("pointer-events")) == ("name", None)


def test_title_and_description_name_it_for_those_who_do_not_see_it():
    root = one(Stroke("grid", points=((0, 0), (1, 1)), line=Line("grid", 1)), title="A & B",
               describe="<C>", ident="first")  # fmt: skip
    assert root.get("role") == "img"
    assert root.get("aria-labelledby") == "first-title first-desc"
    assert root.find(f"{NS}title").text == "A & B"
    assert root.find(f"{NS}desc").text == "<C>"
    assert root.get("viewBox") == "0 0 100 50"


@pytest.mark.parametrize("interactive", [True, False])
def test_hostile_words_are_inert_wherever_they_stand(interactive):
    lines = ((Run(HOSTILE, 12), Run(HOSTILE, 10, bold=True)), (Run(HOSTILE, 9),))
    words = Words("label", (HOSTILE,), HOSTILE, HOSTILE, x=1, y=2, lines=lines)
    box = Box("mark", (HOSTILE, HOSTILE), HOSTILE, HOSTILE, width=1, height=1, fill=Fill("#000000"))
    root = tree(
        Drawing(10, 10, (words, box)), title=HOSTILE, describe=HOSTILE, ident='a"><script>',
        interactive=interactive,
    )  # fmt: skip
    tags = {element.tag.removeprefix(NS) for element in root.iter()}
    assert tags <= {"svg", "title", "desc", "text", "tspan", "rect", "g"}
    attributes = {name for element in root.iter() for name in element.attrib}
    assert not {name for name in attributes if name.startswith("on")}
    if interactive:
        hint = root.find(f"{NS}rect").get("data-hint")
        assert hint.startswith("<script>alert(1)</script>\" onload='x' & ]]> \n<img src=x>\n")


def test_a_figure_full_of_hostile_words_stays_well_formed():
    figure = go.Figure(
        go.Bar(x=[HOSTILE, "b"], y=[1, 2], name=HOSTILE, hovertext=[HOSTILE] * 2,
               hovertemplate="%{hovertext}<extra></extra>", customdata=[[HOSTILE]] * 2),
        {"showlegend": True, "annotations": [{"text": HOSTILE, "x": 0, "y": 1}]},
    )  # fmt: skip
    root = tree(draw(figure, 400))
    assert not [element for element in root.iter() if element.tag.endswith(("script", "img"))]


def test_patterns_are_defined_once_under_the_name_of_their_drawing():
    boxes = tuple(
        Box("mark", x=x, width=5, height=5, fill=Fill("#123456", 1, pattern, 0.3, 6))
        for x, pattern in enumerate("//.x")
    )
    root = tree(Drawing(50, 50, boxes), ident="map")
    patterns = [pattern.get("id") for pattern in root.iter(f"{NS}pattern")]
    assert patterns == ["map-p0", "map-p1", "map-p2"]
    fills = [box.get("fill") for box in root.findall(f"{NS}g/{NS}rect")]
    assert fills == ["url(#map-p0)", "url(#map-p0)", "url(#map-p1)", "url(#map-p2)"]


def test_words_keep_their_spaces_lines_and_weight():
    lines = ((Run("  a  b ", 12), Run("c", 12, True)), (Run("d", 9),))
    words = Words("label", x=5, y=10, lines=lines, anchor="end", leading=15)
    (element,) = one(words, palette=Palette(), interactive=False)
    assert element.get("text-anchor") == "end"
    spans = [span for span in element.iter(f"{NS}tspan") if span.text]
    assert [span.text for span in spans] == ["\u00a0 a \u00a0b\u00a0", "c", "d"]
    assert [span.get("font-weight") for span in spans] == [None, "700", None]
    assert element.findall(f"{NS}tspan")[-1].get("y") == "25"


def test_the_same_figure_gives_the_same_bytes_without_long_numbers():
    figure = go.Figure(go.Scatter(x=[1, 2, 3.3333], y=[1, 7, 2.22222]))
    said = svg(draw(figure, 640))
    assert said == svg(draw(figure, 640))
    assert not re.search(r"\d\.\d{3}", said)
