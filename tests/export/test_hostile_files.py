"""Files of a package of attacks: made, sound for the programs that open them, and still."""

import io
import re
import zipfile

import openpyxl
import pptx
import pypdf
import pytest
from icalendar import Calendar
from lxml import etree
from lxml import html as html_tree
from pyarrow import parquet

from cstoviz.drawing.layout import draw
from cstoviz.drawing.svg import Palette, svg
from cstoviz.export.briefing import choice
from cstoviz.export.briefing.compose import compose
from cstoviz.export.formats import FORMATS
from cstoviz.export.making import silent
from cstoviz.export.tables import parquet_bytes
from cstoviz.package import read_package
from cstoviz.selection import Selection
from cstoviz.views.core import answer
from cstoviz.views.registry import views
from tests.hostile_package import write_hostile

HOME = "http://here.example"
SAFE = ("http://", "https://", "#", "mailto:")
XML = etree.XMLParser(resolve_entities=False, no_network=True)


@pytest.fixture(scope="module")
def tables(tmp_path_factory):
    return read_package(write_hostile(tmp_path_factory.mktemp("hostile")))


@pytest.fixture(scope="module")
def made(tables):
    """Make every kind of file of everything there is."""
    told = compose(tables, Selection(), choice.slide_ids(), HOME, ())
    return {name: each.make(told, tables, silent) for name, each in FORMATS.items()}


def parts(content, ending):
    with zipfile.ZipFile(io.BytesIO(content)) as whole:
        return {name: whole.read(name) for name in whole.namelist() if name.endswith(ending)}


def outside(content):
    """Return the addresses outside of an Office file that it refers to."""
    for found in parts(content, ".rels").values():
        for each in etree.fromstring(found, XML):
            if each.get("TargetMode") == "External":
                yield each.get("Target")


def test_slides_for_a_browser_hold_only_their_own_scripts(made, tiny):
    own = compose(tiny, Selection(), choice.slide_ids(), HOME, ())
    page, still = map(html_tree.fromstring, (made["html"], FORMATS["html"].make(own, tiny, silent)))
    assert len(page.xpath("//script")) == len(still.xpath("//script"))
    assert page.xpath("//img | //iframe | //object | //embed | //form | //link | //base") == []
    assert [name for name in page.xpath("//@*") if name.attrname.startswith("on")] == []
    assert all(each.startswith(SAFE) for each in page.xpath("//@href"))


@pytest.mark.parametrize("name", ["pptx", "xlsx"])
def test_files_for_office_are_sound_and_refer_to_the_web_alone(name, made):
    for file, content in parts(made[name], (".xml", ".rels")).items():
        assert etree.fromstring(content, XML) is not None, file
    assert list(outside(made[name]))
    assert all(each.startswith(SAFE) for each in outside(made[name]))
    assert parts(made[name], (".bin", ".vbs", ".js", ".exe")) == {}


def test_the_programs_that_read_them_can(made):
    assert len(pptx.Presentation(io.BytesIO(made["pptx"])).slides) > 20
    assert len(openpyxl.load_workbook(io.BytesIO(made["xlsx"])).sheetnames) > 20


def test_a_workbook_counts_nothing(made):
    sheets = parts(made["xlsx"], ".xml")
    cells = [each for name, each in sheets.items() if name.startswith("xl/worksheets/")]
    assert cells
    assert not any(b"<f>" in each or b"<f " in each for each in cells)


def test_a_report_does_nothing_by_itself(made):
    reader = pypdf.PdfReader(io.BytesIO(made["pdf"]))
    root = reader.trailer["/Root"]
    assert not {"/OpenAction", "/AA", "/AcroForm"} & {*root}
    assert not {"/JavaScript", "/EmbeddedFiles"} & {*root.get("/Names", {})}
    notes = [note.get_object() for page in reader.pages for note in page.get("/Annots", ())]
    assert {note["/Subtype"] for note in notes} == {"/Link"}
    acts = [note["/A"] for note in notes if "/A" in note]
    assert {act["/S"] for act in acts} <= {"/URI", "/GoTo"}
    links = [str(act["/URI"]) for act in acts if act["/S"] == "/URI"]
    assert links
    assert all(each.startswith(SAFE) for each in links)


def test_a_calendar_holds_events_alone(made):
    calendar = Calendar.from_ical(made["ics"])
    assert {each.name for each in calendar.walk()} == {"VCALENDAR", "VEVENT"}
    urls = [str(each["url"]) for each in calendar.walk("VEVENT") if "url" in each]
    assert all(each.startswith(SAFE) for each in urls)


@pytest.mark.parametrize("view", sorted(views()))
def test_drawings_and_tables_of_every_view_are_sound(view, tables):
    found = answer(views()[view], tables, Selection())
    assert parquet.read_table(io.BytesIO(parquet_bytes(found, tables))).num_rows == len(found.frame)
    if found.view.chart is None or found.view.figures or found.empty:
        return
    drawn = svg(draw(found.chart(flat=True), 640), palette=Palette(), title=found.sentence)
    names = {etree.QName(each).localname for each in etree.fromstring(drawn.encode(), XML).iter()}
    assert not names & {"script", "foreignObject", "image", "a", "use", "style"}
    assert not re.search(r"\son\w+=", re.sub(r">[^<]*<|=\"[^\"]*\"", "><", drawn))
