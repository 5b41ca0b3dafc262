"""What the data are, for catalogues and search engines: schema.org/Dataset and DCAT 3 (JSON-LD)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from cstoviz import text
from cstoviz.api.answering import home, sent
from cstoviz.api.asked import only_language
from cstoviz.api.problems import answered
from cstoviz.export.about import reports_through
from cstoviz.export.tables import dumped
from cstoviz.selection import whole_period
from cstoviz.tables import Package, Tables
from cstoviz.text import t
from cstoviz.translations import package_in
from cstoviz.weblinks import web_link

MEDIA = "application/ld+json"
Node = dict[str, Any]
CONTEXT: Mapping[str, Any] = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
FILES: Mapping[str, tuple[str, str]] = {
    "/api/v1/package.zip": ("application/zip", "metadata.package"),
    "/api/v1/events.csv": ("text/csv", "metadata.events"),
    "/api/v1/events.json": ("application/json", "metadata.events"),
    "/api/v1/events.parquet": ("application/vnd.apache.parquet", "metadata.events"),
    "/feeds/events.atom": ("application/atom+xml", "metadata.news"),
    "/feeds/events.ics": ("text/calendar", "metadata.calendar"),
}
"""Where the data can be had: media type, and the key of the name."""


@answered
def dataset(request: Request, tables: Tables) -> Response:
    """Answer with the dataset for search engines."""
    only_language(request)
    return sent(request, dumped(schema_org(tables, home(request))), MEDIA)


@answered
def catalogue(request: Request, tables: Tables) -> Response:
    """Answer with the catalogue for portals of open data."""
    only_language(request)
    return sent(request, dumped(dcat(tables, home(request))), MEDIA)


def schema_org(tables: Tables, place: str) -> Node:
    """Return the package as a schema.org Dataset."""
    package = package_in(tables, text.language())
    period = whole_period(tables, ("reported",))
    return _stated({
        "@context": "https://schema.org",
        "@type": "Dataset",
        "@id": f"{place}/#dataset",
        "name": package.title,
        "description": package.description,
        "url": f"{place}/",
        "sameAs": web_link(package.homepage),
        "identifier": package.name,
        "version": package.version,
        "license": web_link(package.licence_url) or package.licence,
        "isAccessibleForFree": True,
        "inLanguage": list(text.languages()),
        "temporalCoverage": f"{period.start.isoformat()}/{period.end.isoformat()}",
        "spatialCoverage": list(tables.rows("states")["name"]),
        "dateModified": package.created.isoformat() if package.created else "",
        "creator": {"@type": "Organization", "name": package.title, "url": f"{place}/"},
        "distribution": [
            {"@type": "DataDownload", "name": t(name), "encodingFormat": media,
             "contentUrl": f"{place}{path}"}
            for path, (media, name) in FILES.items()
        ],
    })  # fmt: skip


def dcat(tables: Tables, place: str) -> Node:
    """Return a catalogue with the package as its dataset and the API as its service."""
    package = package_in(tables, text.language())
    publisher = {"@id": f"{place}/#publisher", "@type": "foaf:Agent", "foaf:name": package.title}
    return {
        "@context": CONTEXT,
        "@graph": [
            {
                "@id": f"{place}/#catalogue",
                "@type": "dcat:Catalog",
                "dct:title": _said(package.title),
                "dct:description": _said(package.description),
                "dct:publisher": {"@id": publisher["@id"]},
                "dcat:dataset": {"@id": f"{place}/#dataset"},
                "dcat:service": {"@id": f"{place}/#api"},
            },
            publisher,
            _dataset(tables, package, place),
            _service(package, place),
            *_distributions(package, place),
        ],
    }


def _dataset(tables: Tables, package: Package, place: str) -> Node:
    period, through = whole_period(tables, ("reported",)), reports_through(tables)
    return _stated({
        "@id": f"{place}/#dataset",
        "@type": "dcat:Dataset",
        "dct:identifier": package.name,
        "dct:title": _said(package.title),
        "dct:description": _said(package.description),
        "dcat:version": package.version,
        "dct:publisher": {"@id": f"{place}/#publisher"},
        "dcat:landingPage": {"@id": f"{place}/"},
        "dct:issued": _day(package.created.isoformat()) if package.created else "",
        "dct:temporal": {
            "@type": "dct:PeriodOfTime",
            "dcat:startDate": _day(period.start.isoformat()),
            "dcat:endDate": _day((through or period.end).isoformat()),
        },
        "dcat:distribution": [{"@id": f"{place}{path}#distribution"} for path in FILES],
    })  # fmt: skip


def _service(package: Package, place: str) -> Node:
    return {
        "@id": f"{place}/#api",
        "@type": "dcat:DataService",
        "dct:title": _said(package.title),
        "dcat:endpointURL": {"@id": f"{place}/api/v1"},
        "dcat:endpointDescription": {"@id": f"{place}/api/v1/openapi.json"},
        "dcat:servesDataset": {"@id": f"{place}/#dataset"},
    }


def _distributions(package: Package, place: str) -> Iterator[Node]:
    licence = web_link(package.licence_url)
    for path, (media, name) in FILES.items():
        yield _stated({
            "@id": f"{place}{path}#distribution",
            "@type": "dcat:Distribution",
            "dct:title": _said(t(name)),
            "dcat:accessURL": {"@id": f"{place}{path}"},
            "dcat:downloadURL": {"@id": f"{place}{path}"},
            "dcat:mediaType": {"@id": f"https://www.iana.org/assignments/media-types/{media}"},
            "dct:license": {"@id": licence} if licence else "",
        })  # fmt: skip


def _said(value: str) -> Node:
    return {"@value": value, "@language": text.language()}


def _day(value: str) -> Node:
    return {"@value": value, "@type": "xsd:date"}


def _stated(node: Node) -> Node:
    """Leave out what is not stated."""
    return {name: value for name, value in node.items() if value not in ("", None)}
