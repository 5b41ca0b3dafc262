"""Reports made once for all tests that read them, and what other programs read in them."""

import subprocess
from functools import cache
from io import BytesIO

import pypdf

from cstoviz import text
from cstoviz.export.briefing.choice import STANDARD
from cstoviz.export.briefing.compose import compose
from cstoviz.export.making import silent
from cstoviz.export.report import report_bytes
from cstoviz.selection import Selection
from tests.programs import program

HALF_YEAR = Selection(states=("KGZ",), period="2025-01-01..2025-06-30")
NOTHING = Selection(states=("KGZ",), period="2020-01-01..2020-01-02")
ONE = Selection(period="2026-03-10..2026-03-31")
WHOLE = Selection()


@cache
def briefing(tables, selection, lang="en", home=""):
    """Return the briefing of a selection."""
    with text.speaking(lang):
        return compose(tables, selection, STANDARD, home)


@cache
def report(tables, selection, lang="en", home=""):
    """Return the report of a selection as bytes."""
    return report_bytes(briefing(tables, selection, lang, home), tables, silent)


@cache
def pages(content):
    """Return the words of each page, spaces as one, in the order that they are written in."""
    said = poppler("pdftotext", "-raw", "-", "-", content=content).decode("utf-8")
    return [" ".join(page.split()) for page in said.split("\f")[:-1]]


def poppler(name, *arguments, content):
    """Return what a program of poppler says of a PDF; skip, or fail where it must be there."""
    done = subprocess.run(
        [program(name), *arguments], input=content, capture_output=True, check=True, timeout=60
    )
    return done.stdout


@cache
def read(content):
    """Return a PDF as pypdf reads it."""
    return pypdf.PdfReader(BytesIO(content))


def links(content):
    """Return the addresses of the web that a PDF links to, each as often as it does."""
    return [
        action["/URI"]
        for page in read(content).pages
        for annotation in page.get("/Annots", [])
        if (action := annotation.get_object().get("/A", {})).get("/S") == "/URI"
    ]


def tagged(content, kind):
    """Return the elements of one kind in a PDF's structure, in no order."""
    found, waiting = [], [read(content).trailer["/Root"]["/StructTreeRoot"]]
    while waiting:
        element = waiting.pop()
        if element.get("/S") == kind:
            found.append(element)
        children = element.get("/K", [])
        listed = children if isinstance(children, list) else [children]
        waiting += [kid for each in listed if isinstance(kid := each.get_object(), dict)]
    return found


def bookmarks(content):
    """Return the titles of a PDF's bookmarks with their depth and page, in order."""
    book = read(content)

    def walk(items, depth):
        for item in items:
            if isinstance(item, list):
                yield from walk(item, depth + 1)
            else:
                yield depth, item.title, book.get_destination_page_number(item) + 1

    return list(walk(book.outline, 1))
