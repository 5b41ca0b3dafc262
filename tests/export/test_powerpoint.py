"""The presentation of a briefing: what its charts, tables and words hold, read back."""

import io
import re
import subprocess
import zipfile
from datetime import datetime
from functools import cache

import openpyxl
import pytest
from pptx import Presentation

from cstoviz import text
from cstoviz.drawing.native import stepped
from cstoviz.export.briefing.choice import STANDARD
from cstoviz.export.briefing.compose import compose
from cstoviz.export.charted import charts_in
from cstoviz.export.making import CalledOff, silent
from cstoviz.export.powerpoint import powerpoint_bytes
from cstoviz.export.powerpoint.words import clean
from cstoviz.metrics.participation import EVIDENCE
from cstoviz.selection import Selection
from cstoviz.views.chapters import CHAPTERS
from cstoviz.views.core import answer
from cstoviz.views.wording import in_words, tiles_of
from tests.export.hostile import FORMULA, hostile
from tests.programs import program

HALF_YEAR = Selection(states=("KGZ",), period="2025-01-01..2025-06-30")
NOTHING = Selection(states=("KGZ",), period="2020-01-01..2020-01-02")
ONE = Selection(period="2026-03-10..2026-03-31")
WHOLE = Selection()
VIEWS = {view.id: view for shown in CHAPTERS.values() for view in shown}
LISTS = tuple(name for name, view in VIEWS.items() if view.chart is None and not view.figures)
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
DECORATIVE = "{http://schemas.microsoft.com/office/drawing/2017/decorative}decorative"


@cache
def briefing(tables, selection=WHOLE, lang="en", slides=tuple(STANDARD), home=""):
    with text.speaking(lang):
        return compose(tables, selection, slides, home=home)


@cache
def made(tables, selection=WHOLE, lang="en", slides=tuple(STANDARD), home=""):
    with text.speaking(lang):
        return powerpoint_bytes(briefing(tables, selection, lang, slides, home), tables, silent)


@cache
def read(tables, selection=WHOLE, lang="en", slides=tuple(STANDARD), home=""):
    return Presentation(io.BytesIO(made(tables, selection, lang, slides, home)))


def only(tables, view, selection=WHOLE, lang="en"):
    """Return the slides of one view."""
    return list(read(tables, selection, lang, (view,)).slides)


def filled(slide, kind):
    """Return the words of the placeholder of a kind, by its name in the file."""
    for shape in slide.placeholders:
        if shape._element.xpath("string(.//p:ph/@type)") == kind:
            return shape
    return None


def objects(slide):
    """Return every object of a slide, also those in groups, as its non-visual properties."""
    return list(slide._element.cSld.spTree.iter(f"{P}cNvPr"))[1:]


def charts(slides):
    return [shape.chart for slide in slides for shape in slide.shapes if shape.has_chart]


def all_runs(slide):
    return list(slide._element.iter(f"{A}rPr"))


def test_states_bars_are_the_metric_s_counts(real):
    found = answer(VIEWS["participation-by-state"], real, WHOLE)
    (chart,) = charts(only(real, "participation-by-state"))
    assert [tuple(one.values) for one in chart.plots[0].series] == [
        tuple(found.frame[evidence]) for evidence in EVIDENCE
    ]
    names = [found.context.labels.of("state", state) for state in found.frame["state"]]
    for category, name in zip(chart.plots[0].categories, names, strict=True):
        assert category.startswith(name)


def test_areas_bars_are_the_metric_s_counts(real):
    found = answer(VIEWS["coverage-by-area"], real, WHOLE)
    (chart,) = charts(only(real, "coverage-by-area"))
    expected = [list(found.frame[name]) for name in ("covered", "touched", "nothing")]
    drawn = [[value or 0 for value in one.values] for one in chart.plots[0].series]
    assert drawn == expected


@pytest.mark.parametrize(
    "view",
    ["coverage-growth", "coverage-by-area", "participation-guests", "source-rest-by-kind"],
)
@pytest.mark.parametrize("lang", ["en", "ru"])
def test_native_charts_hold_the_figure_s_numbers(view, lang, real):
    with text.speaking(lang):
        expected = [stepped(chart) for chart in charts_in(answer(VIEWS[view], real, WHOLE))]
    drawn = charts(only(real, view, lang=lang))
    assert len(drawn) == len(expected)
    for chart, told in zip(drawn, expected, strict=True):
        series = chart.plots[0].series
        assert [one.name for one in series] == [clean(one.name) or " " for one in told.series]
        assert [tuple(one.values) for one in series] == [one.values for one in told.series]


def test_axis_of_values_stands_below_the_rows(real):
    (chart,) = charts(only(real, "participation-by-state"))
    assert chart.category_axis.reverse_order
    crosses = chart.value_axis._element.xpath("c:crosses/@val")
    assert crosses == ["max"]


def test_a_chart_s_workbook_holds_its_numbers(real):
    (chart,) = charts(only(real, "participation-by-state"))
    book = openpyxl.load_workbook(io.BytesIO(chart.part.chart_workbook.xlsx_part.blob))
    columns = list(book.worksheets[0].iter_cols(min_col=2, values_only=True))
    assert [column[0] for column in columns] == [one.name for one in chart.plots[0].series]
    assert [column[1:] for column in columns] == [tuple(s.values) for s in chart.plots[0].series]


def test_a_figure_too_high_goes_on_over_slides_row_by_row(real):
    found = answer(VIEWS["coverage-matrix"], real, WHOLE)
    slides = only(real, "coverage-matrix")
    assert 1 < len(slides) <= 4
    pages = [" ".join(t.text or "" for t in slide._element.iter(f"{A}t")) for slide in slides]
    for target in found.frame["target"].unique():
        assert sum(f" {target.split('-')[1]} " in page for page in pages) == 1, target
    for slide in slides:
        for box in slide._element.iter(f"{A}off"):
            assert 0 <= int(box.get("y")) < 6_858_000


@pytest.mark.parametrize("view", [name for name in VIEWS if name not in LISTS])
def test_no_figure_reaches_into_the_footer(view, real):
    for slide in only(real, view):
        foot = filled(slide, "ftr").top
        for shape in slide.shapes:
            sheet = shape.height == 6_858_000
            if not shape.is_placeholder and not sheet:
                assert 0 <= shape.top < shape.top + shape.height <= foot


@pytest.mark.parametrize("lang", ["en", "ru"])
@pytest.mark.parametrize("view", LISTS)
def test_a_table_s_cells_are_the_view_s_words(view, lang, real):
    with text.speaking(lang):
        columns = in_words(answer(VIEWS[view], real, HALF_YEAR))
    slides = only(real, view, HALF_YEAR, lang)
    grids = [shape.table for slide in slides for shape in slide.shapes if shape.has_table]
    rows = [[cell.text for cell in row.cells] for grid in grids for row in list(grid.rows)[1:]]
    expected = list(zip(*(column.cells for column in columns), strict=True))
    assert len(rows) == len(expected) or len(grids) == 4
    for grid in grids:
        assert [cell.text for cell in grid.rows[0].cells] == [clean(c.title) for c in columns]
        assert grid.first_row
    for row, cells in zip(rows, expected, strict=False):
        for written, cell in zip(row, cells, strict=True):
            assert written == clean(cell) or same_start(written, clean(cell))


def same_start(written, cell):
    """Say whether a cell is shortened with "…" at its end."""
    return written.endswith("…") and cell.startswith(written.rstrip("…"))


def test_rows_that_have_no_place_are_counted(real):
    slides = only(real, "events")
    grids = [shape.table for slide in slides for shape in slide.shapes if shape.has_table]
    shown = sum(len(grid.rows) - 1 for grid in grids)
    assert len(grids) == 4
    words = " ".join(s.text_frame.text for s in slides[-1].shapes if s.has_text_frame)
    assert str(193 - shown) in words


def test_tiles_are_the_headline_figures(real):
    (slide,) = only(real, "headlines")
    words = [shape.text_frame.text for shape in slide.shapes if shape.has_text_frame]
    for tile in tiles_of(answer(VIEWS["headlines"], real, WHOLE)):
        assert any(said.startswith(f"{tile.value}\n{tile.name}") for said in words)


def test_each_member_state_is_a_shape_of_the_map(real):
    (slide,) = only(real, "map-places")
    names = [found.get("name") for found in objects(slide)]
    for state in ("Armenia", "Belarus", "Kazakhstan", "Kyrgyzstan", "Russia", "Tajikistan"):
        assert sum(name == state or name.startswith(f"{state}:") for name in names) == 1, state


def test_a_view_slide_has_title_sentence_footer_number_and_notes(real):
    told = briefing(real)
    slides = list(read(real).slides)
    for slide in told.slides:
        own = [s for s in slides if s.shapes.title.text_frame.text.startswith(slide.heading)]
        assert own, slide.id
        for one in own:
            words = [shape.text_frame.text for shape in one.placeholders]
            assert clean(slide.sentence) in words
            assert filled(one, "ftr").text_frame.text == told.footer
            assert filled(one, "sldNum")._element.xpath(".//a:fld/@type") == ["slidenum"]
            noted = one.notes_slide.notes_text_frame.text
            assert clean(slide.rule) in noted
            assert told.scope in noted
            if slide.answer is not None and "event" in slide.answer.frame:
                assert re.search(r"https?://", noted)


def test_notes_of_the_last_slide_list_every_source(real):
    noted = list(read(real).slides)[-1].notes_slide.notes_text_frame.text
    assert len(briefing(real).sources) == 299
    for source in briefing(real).sources:
        assert clean(source.url) in noted


def test_links_lead_to_the_dashboard_and_to_sources(tiny):
    slides = read(tiny, home="https://dash.example.org", slides=(*STANDARD, "events")).slides
    for slide in slides:
        found = [rel.target_ref for rel in slide.part.rels.values() if rel.is_external]
        assert any(link.startswith("https://dash.example.org/") for link in found)
        assert all(link.startswith("https://") for link in found)


@pytest.mark.parametrize("lang", ["en", "ru"])
def test_every_object_says_what_it_is_or_that_it_adorns(lang, real):
    for slide in read(real, lang=lang).slides:
        for shape in slide.shapes:
            if shape.is_placeholder:
                continue
            own = shape._element._nvXxPr.cNvPr
            assert own.get("descr") or own.find(f".//{DECORATIVE}") is not None, own.get("name")


def test_words_are_in_the_language_that_they_say(real):
    for lang, locale in (("en", "en-GB"), ("ru", "ru-RU")):
        for slide in read(real, lang=lang).slides:
            assert {run.get("lang") for run in all_runs(slide)} == {locale}
            assert {run.get("lang") for run in all_runs(slide.notes_slide)} <= {locale, None}


@pytest.mark.parametrize("selection", [WHOLE, HALF_YEAR, NOTHING, ONE])
def test_no_two_objects_of_a_slide_have_one_number(selection, real):
    titles = []
    for slide in read(real, selection).slides:
        idents = [found.get("id") for found in slide._element.iter(f"{P}cNvPr")]
        assert len(idents) == len(set(idents))
        titles.append(slide.shapes.title.text_frame.text)
    assert len(titles) == len(set(titles))


def test_the_file_says_what_it_is(real):
    core, told = read(real, lang="ru").core_properties, briefing(real, lang="ru")
    assert (core.title, core.subject, core.language) == (told.title, told.scope, "ru-RU")
    assert core.author == told.package.title
    day = told.date
    assert core.created == core.modified == datetime(day.year, day.month, day.day)


def test_only_the_layouts_that_slides_use_are_there(real):
    deck = read(real)
    used = {slide.slide_layout.name for slide in deck.slides}
    assert used == {layout.name for layout in deck.slide_layouts}
    assert (deck.slide_width, deck.slide_height) == (12_192_000, 6_858_000)
    names = zipfile.ZipFile(io.BytesIO(made(real))).namelist()
    assert sum(name.startswith("ppt/slideLayouts/slide") for name in names) == len(used)
    assert not [name for name in names if "thumbnail" in name or "printer" in name]
    assert not [name for name in names if name.startswith("ppt/media/")]


@pytest.mark.parametrize("lang", ["en", "ru"])
def test_the_same_briefing_gives_the_same_bytes(tiny, lang):
    first = made(tiny, lang=lang)
    with text.speaking(lang):
        assert powerpoint_bytes(briefing(tiny, lang=lang), tiny, silent) == first
    stamps = {info.date_time for info in zipfile.ZipFile(io.BytesIO(first)).infolist()}
    assert len(stamps) == 1


@pytest.mark.parametrize("selection", [NOTHING, ONE])
@pytest.mark.parametrize("lang", ["en", "ru"])
def test_few_or_no_events_are_said_in_words(selection, lang, real):
    told, deck = briefing(real, selection, lang), read(real, selection, lang)
    words = [shape.text_frame.text for s in deck.slides for shape in s.placeholders]
    for slide in told.slides:
        assert clean(slide.sentence) in words
        if slide.empty:
            own = [s for s in deck.slides if s.shapes.title.text_frame.text == slide.heading]
            assert len(own) == 1
            assert not charts(own)


def test_hostile_texts_stay_texts(tiny):
    tables = hostile(tiny)
    slides = (*STANDARD, "events", "participation-by-state", "source-publishers")
    deck = read(tables, slides=slides)
    words = " ".join(found.text or "" for s in deck.slides for found in s._element.iter(f"{A}t"))
    assert FORMULA in words
    assert "@Estonia&amp;<b>" in words
    for slide in deck.slides:
        for rel in slide.part.rels.values():
            assert not rel.is_external or re.match("https?://", rel.target_ref)
    files = zipfile.ZipFile(io.BytesIO(made(tables, slides=slides)))
    assert not [name for name in files.namelist() if b"<script" in files.read(name)]


def test_it_tells_how_far_it_is_and_can_be_called_off(tiny):
    told = []
    powerpoint_bytes(briefing(tiny), tiny, lambda share, words: told.append((share, words)))
    shares = [share for share, _ in told]
    assert shares == sorted(shares)
    assert shares[-1] == 1.0
    assert {slide.heading for slide in briefing(tiny).slides} <= {words for _, words in told}

    def off(share, _words):
        if share > 0.4:
            raise CalledOff

    with pytest.raises(CalledOff):
        powerpoint_bytes(briefing(tiny), tiny, off)


def test_another_program_opens_the_russian_slides(real, tmp_path):
    office, reader = program("soffice"), program("pdftotext")
    (tmp_path / "deck.pptx").write_bytes(made(real, lang="ru"))
    own = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    convert = [office, own, "--headless", "--convert-to", "pdf", "--outdir", tmp_path]
    subprocess.run([*convert, tmp_path / "deck.pptx"], check=True, capture_output=True, timeout=120)
    read_back = subprocess.run(
        [reader, tmp_path / "deck.pdf", "-"], check=True, capture_output=True, timeout=60
    )
    said = squeezed(read_back.stdout.decode("utf-8"))
    for slide in briefing(real, lang="ru").slides:
        assert squeezed(slide.heading) in said
        assert squeezed(slide.sentence) in said


def squeezed(words):
    """Return words without spaces, which programs break lines at."""
    return "".join(words.split())
