"""The workbook of a briefing, read back by a library that did not write it."""

import io
import re
import zipfile
from datetime import datetime

import openpyxl
import pytest
from openpyxl.utils import range_boundaries

from cstoviz import text
from cstoviz.drawing.native import stepped
from cstoviz.export.book import book_bytes
from cstoviz.export.book.naming import inside, sheet_name
from cstoviz.export.briefing.compose import compose
from cstoviz.export.briefing.sources import by_event
from cstoviz.export.cells import STARTS_A_FORMULA, harmless, with_codes
from cstoviz.export.charted import charts_in
from cstoviz.export.making import CalledOff, silent
from cstoviz.metrics.participation import EVIDENCE
from cstoviz.selection import Selection
from cstoviz.views.chapters import CHAPTERS
from cstoviz.views.columns import column_title
from cstoviz.views.core import answer
from tests.export.hostile import FORMULA, SCRIPT, hostile

NOTHING = Selection(states=("KGZ",), period="2020-01-01..2020-01-02")
SHOWN = [view for shown in CHAPTERS.values() for view in shown]
_made = {}


def made(tables, selection=None, lang="en", home=""):
    selection = selection or Selection()
    key = (id(tables), selection, lang, home)
    if key not in _made:
        with text.speaking(lang):
            briefing = compose(tables, selection, ["title"], home=home)
        _made[key] = book_bytes(briefing, tables, silent)
    return _made[key]


def read(content):
    return openpyxl.load_workbook(io.BytesIO(content), rich_text=False)


def sheets(book):
    """Return the sheets of the views by the view's id."""
    return dict(zip([view.id for view in SHOWN], book.worksheets[1:-1], strict=True))


def table_of(sheet):
    """Return title -> cells of the table, found by the range that the filter covers."""
    left, top, right, bottom = range_boundaries(sheet.auto_filter.ref)
    rows = list(sheet.iter_rows(top, bottom, left, right))
    return {
        head.value: [row[place] for row in rows[1:]] for place, head in enumerate(rows[0])
    }  # fmt: skip


def pointed_at(book, reference):
    """Return the values of the cells that a chart's reference names."""
    name, cells = reference.rsplit("!", 1)
    sheet = book[name.strip("'").replace("''", "'")]
    found = sheet[cells.replace("$", "")]
    if not isinstance(found, tuple):
        return [found.value]
    return [cell.value for row in found for cell in row]


def series_of(book, sheet):
    """Return for every chart of a sheet: name, categories and values of each series."""
    for chart in sheet._charts:
        told = []
        for one in chart.series:
            source = one.cat.strRef or one.cat.numRef
            told.append(
                (
                    pointed_at(book, one.tx.strRef.f)[0],
                    pointed_at(book, source.f),
                    pointed_at(book, one.val.numRef.f),
                )
            )
        yield told


@pytest.fixture(scope="module")
def whole(real):
    return read(made(real))


def test_every_view_has_a_sheet_page_by_page(whole):
    assert len(whole.worksheets) == len(SHOWN) + 2
    for name, sheet in sheets(whole).items():
        view = next(view for view in SHOWN if view.id == name)
        assert sheet["A2"].value == view.question
        assert len(sheet.title) <= 31
    assert whole.worksheets[0].title == "Contents"
    assert whole.worksheets[-1].title == "Sources"


@pytest.mark.parametrize("view", SHOWN, ids=lambda view: view.id)
def test_every_cell_of_a_table_is_the_metric_s(view, whole, real):
    found = answer(view, real, Selection())
    sheet = sheets(whole)[view.id]
    if found.frame.empty:
        assert sheet.auto_filter.ref is None
        return
    written, frame = table_of(sheet), with_codes(found)
    assert ("Source numbers" in written) == ("event" in found.frame)
    written.pop("Source numbers", None)
    assert list(written) == [str(title) for title in frame.columns]
    for place, name in enumerate(found.columns):
        cells = list(written.values())[place]
        for cell, value in zip(cells, frame.iloc[:, place], strict=True):
            check(cell, name, value)


def check(cell, name, value):
    if isinstance(value, tuple):
        assert (cell.value or "") == "; ".join(value)
    elif str(value) in ("None", "<NA>", "NaT", "nan", ""):
        assert cell.value is None
    elif isinstance(value, str):
        assert cell.value == harmless(value)
    elif str(value) in ("True", "False"):
        assert cell.value == ("yes" if value else "no")
    elif hasattr(value, "year"):
        assert cell.is_date
        assert cell.value == value.to_pydatetime()
    else:
        assert cell.value == pytest.approx(float(value), abs=1e-12)
        assert ("%" in cell.number_format) == ("share" in name.split("_"))


def alike(written, values):
    """Say whether cells hold values: a file keeps 16 digits of a share."""
    pairs = zip(written, values, strict=True)
    return all(a == b or (a and b and abs(a - b) < 1e-15) for a, b in pairs)


@pytest.mark.parametrize("view", SHOWN, ids=lambda view: view.id)
def test_charts_draw_cells_with_the_answer_s_numbers(view, whole, real):
    expected = [stepped(chart) for chart in charts_in(answer(view, real, Selection()))]
    drawn = list(series_of(whole, sheets(whole)[view.id]))
    assert len(drawn) == len(expected)
    for told, chart in zip(drawn, expected, strict=True):
        assert [name for name, _, _ in told] == [one.name for one in chart.series]
        for (_, categories, values), one in zip(told, chart.series, strict=True):
            days = [day.date().isoformat() for day in categories] if chart.x else categories
            assert tuple(days) == (chart.x or chart.categories)
            assert alike(values, one.values)


def test_a_chart_shows_the_metric_s_counts(whole, real):
    found = answer(next(v for v in SHOWN if v.id == "participation-by-state"), real, Selection())
    (told,) = series_of(whole, sheets(whole)[found.view.id])
    for (_, categories, values), evidence in zip(told, EVIDENCE, strict=True):
        assert values == list(found.frame[evidence])
        assert categories == [found.context.labels.of("state", s) for s in found.frame["state"]]


def test_a_sheet_says_result_cautions_rule_filter_and_n(whole, real):
    for view in SHOWN:
        found = answer(view, real, Selection())
        words = [str(row[0].value) for row in sheets(whole)[view.id].iter_rows(1, 9, 1, 1)]
        assert found.sentence in words
        assert f"How it is counted: {view.rule}" in words
        for caution in (*found.notes, *found.cautions):
            assert f"Note: {caution}" in words
        assert any("193 of 193 events" in line for line in words)


def test_the_head_of_a_table_stays_in_sight(whole):
    for name, sheet in sheets(whole).items():
        if sheet.auto_filter.ref:
            _, top, _, _ = range_boundaries(sheet.auto_filter.ref)
            assert sheet.freeze_panes == f"A{top + 1}", name


def links_of(sheet):
    return [cell.hyperlink for row in sheet.iter_rows() for cell in row if cell.hyperlink]


def test_links_lead_to_sheets_and_web_addresses(tiny):
    book = read(made(tiny, home="https://dash.example.org"))
    inner = [link.location for link in links_of(book.worksheets[0]) if link.location]
    names = {place.rsplit("!", 1)[0].strip("'").replace("''", "'") for place in inner}
    assert names == {sheet.title for sheet in book.worksheets[1:]}
    for name, sheet in sheets(book).items():
        targets = [link.target or "" for link in links_of(sheet)]
        assert any(target.startswith("https://dash.example.org/") for target in targets), name
        assert any(link.location == "'Contents'!A1" for link in links_of(sheet))


def test_sources_are_numbered_links(whole, real):
    briefing = compose(real, Selection(), ["title"])
    sheet = whole.worksheets[-1]
    rows = list(sheet.iter_rows(6, 5 + len(briefing.sources)))
    assert len(rows) == len(briefing.sources) == 299
    for row, source in zip(rows, briefing.sources, strict=True):
        assert [cell.value for cell in row[:3]] == [source.number, source.publisher, source.kind]
        assert [cell.value for cell in row[3:]] == [source.language, source.events, source.url]
        assert row[5].hyperlink.target.rstrip("/") == source.link.rstrip("/")


def test_every_event_leads_to_its_sources(whole, real):
    briefing = compose(real, Selection(), ["title"])
    reported = by_event(real, briefing.sources)
    written = table_of(sheets(whole)["events"])
    for code, numbers in zip(written["Event (code)"], written["Source numbers"], strict=True):
        assert numbers.value == "; ".join(str(one.number) for one in reported[code.value])


def test_the_cover_says_what_it_is(whole, real):
    words = " ".join(
        str(cell.value) for row in whole.worksheets[0].iter_rows() for cell in row if cell.value
    )
    for told in (real.package.title, "193 of 193 events", real.package.version,
                 real.package.licence, "15 March 2026", "Who took part"):  # fmt: skip
        assert told in words


def test_the_book_speaks_the_reader_s_language(real):
    book = read(made(real, lang="ru"))
    assert book.worksheets[0].title == "Содержание"
    sheet = sheets(book)["participation-by-state"]
    assert "Россия" in [cell.value for cell in table_of(sheet)["Государство"]]
    latin = re.compile(r"[A-Za-z]{4,}")
    assert not latin.search(sheet["A2"].value)
    assert next(series_of(book, sheet))[0][0] == "Указано в источнике"


@pytest.mark.parametrize("lang", ["en", "ru"])
def test_the_same_briefing_gives_the_same_bytes(tiny, lang):
    first = made(tiny, lang=lang)
    _made.clear()
    assert made(tiny, lang=lang) == first
    stamps = {info.date_time for info in zipfile.ZipFile(io.BytesIO(first)).infolist()}
    assert stamps == {(1980, 1, 1, 0, 0, 0)}
    assert read(first).properties.created == datetime(2032, 4, 20) or read(first).properties.created


def test_no_text_is_a_formula_or_an_unsafe_link(tiny):
    content = made(hostile(tiny))
    book, formulas = read(content), 0
    for sheet in book.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                assert cell.data_type != "f"
                if isinstance(cell.value, str):
                    assert not cell.value.startswith(STARTS_A_FORMULA), (sheet.title, cell)
                    formulas += cell.value == f"'{FORMULA}"
        targets = [link.target for link in links_of(sheet) if link.target]
        assert all(re.match(r"https?://", target) for target in targets)
    assert formulas
    assert SCRIPT in [cell.value for cell in book.worksheets[-1]["F"]]
    raw = zipfile.ZipFile(io.BytesIO(content))
    assert not [name for name in raw.namelist() if b"<f>" in raw.read(name) and "sheet" in name]


@pytest.mark.parametrize("lang", ["en", "ru"])
def test_an_empty_selection_says_why(real, lang):
    book = read(made(real, NOTHING, lang))
    with text.speaking(lang):
        for view in SHOWN:
            found = answer(view, real, NOTHING)
            sheet = sheets(book)[view.id]
            assert found.sentence in [row[0].value for row in sheet.iter_rows(1, 4, 1, 1)]
            assert not (found.empty and sheet._charts)
        said = [row[0].value for row in book.worksheets[0].iter_rows(1, 4, 1, 1)]
        briefing = compose(real, NOTHING, ["title"])
        assert briefing.slides[0].sentence in said


def test_it_tells_of_every_view_and_can_be_called_off(tiny):
    told = []
    briefing = compose(tiny, Selection(), ["title"])
    book_bytes(briefing, tiny, lambda done, what: told.append((done, what)))
    shares = [done for done, _ in told]
    assert shares == sorted(shares)
    assert (shares[0], shares[-1]) == (0.0, 1.0)
    assert {view.question for view in SHOWN} <= {what for _, what in told}

    def off(done, _what):
        if done > 0.7:
            raise CalledOff

    with pytest.raises(CalledOff):
        book_bytes(briefing, tiny, off)


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("Which states?", "1.1 Which states"),
        ("A [b]: c*d/e\\f?", "1.1 A  b   c d e f"),
        ("'quoted'", "1.1 quoted"),
        ("one two three four five six seven", "1.1 one two three four five six"),
        ("x" * 40, "1.1 " + "x" * 27),
        ("", "1.1"),
    ],
)
def test_names_of_sheets_are_short_and_allowed(words, name):
    assert sheet_name("1.1", words) == name
    assert len(sheet_name("1.1", words)) <= 31


def test_a_quotation_mark_in_a_sheet_s_name_is_doubled_in_links():
    assert inside("1 a'b") == "internal:'1 a''b'!A1"


def test_titles_of_columns_are_those_of_the_views(whole):
    assert column_title("state") in table_of(sheets(whole)["participation-by-state"])
