"""A tiny package of a made-up organisation, the Lakes Union: every kind of case, few rows.

Three member states outside the real data's organisation, other kinds, organs and years. Estonia is
a member throughout; Finland's participation is suspended from 10 June to 30 September 2031; Latvia
withdraws on 1 April 2032; Sweden is outside.
"""

import csv
import io
import json
import shutil
from pathlib import Path

from cstoviz.package import PackageError, read_package
from tests.packages_events import CODINGS, EVENTS, PARTICIPATIONS

REAL = Path(__file__).parents[1] / "data" / "datapackage.json"
URL = "https://lakes.example.org/plan"

TABLES = {
    "states": """iso3,iso2,name,official_name,capital,note
EST,EE,Estonia,Republic of Estonia,Tallinn,Member
FIN,FI,Finland,Republic of Finland,Helsinki,Member
LVA,LV,Latvia,Republic of Latvia,Riga,
SWE,SE,Sweden,Kingdom of Sweden,Stockholm,Outside""",
    "memberships": f"""iso3,status,starts_on,ends_on,date_precision,source_urls,note
EST,member,2028-01-01,,day,{URL},
FIN,member,2028-01-01,,day,{URL},
LVA,member,2028-01-01,2032-04-01,day,{URL},
FIN,suspended-participation,2031-06-10,2031-09-30,day,{URL},For one summer
LVA,withdrawn,2032-04-01,,day,{URL},
SWE,guest,2030-01-01,,year,{URL},""",
    "organs": f"""organ,name,kind,founded_on,source_urls,note
LC,Lake Council,council,2028,{URL},Decides
Harbour Office,Harbour Office of the Union,office,2029-03,{URL},
Flotilla,Joint Flotilla,fleet,,,""",
    "organisations": """organisation_id,organisation,name,kind
lake-institute,LSI,Lake Science Institute,science
northern-harbours,Northern Harbours,Association of Northern Harbours,harbour""",
    "operations": f"""name,original_name,kind,aim,first_year,recurring_target,source_urls,note
Clear Water,Puhas vesi,operation,Count what floats,2030,EE2031-2.1,{URL},""",
    "places": """place_id,name,country_iso3,kind,lat,lon,coord_basis
tallinn,Tallinn,EST,city,59.437,24.7535,a gazetteer
tartu,Tartu,EST,city,58.3806,26.7251,a gazetteer
helsinki,Helsinki,FIN,city,60.1695,24.9354,a gazetteer
riga,Riga,LVA,city,56.946,24.1059,a gazetteer
peipus-range,Peipus range,EST,training-ground,58.68,27.1,weak: the middle of the lake
stockholm,Stockholm,SWE,city,59.3294,18.0687,a gazetteer""",
    "chairmanships": f"""chairmanship_id,state_iso3,starts_on,ends_on,motto,source_urls,note
EE2031,EST,2031-01-01,2031-12-31,Clear water for all,{URL},The official list
FI2032,FIN,2032-01-01,2032-12-31,,{URL},Grouped from speeches""",
    "priority_areas": f"""area_id,chairmanship_id,ordinal,title,source_ref,source_urls
EE2031-1,EE2031,1,Harbours and their keepers,Part 1,{URL}
EE2031-2,EE2031,2,Boats,Part 2,{URL}
FI2032-1,FI2032,1,Ice,Speech,{URL}
FI2032-2,FI2032,2,Regattas,Speech,{URL}""",
    "priorities": f"""priority_id,area_id,ordinal,title,source_ref,source_urls
EE2031-1.1,EE2031-1,1,Open every harbour,Part 1.1,{URL}
EE2031-1.2,EE2031-1,2,Meet the neighbours,Part 1.2,{URL}
EE2031-2.1,EE2031-2,1,Keep boats afloat,Part 2.1,{URL}
FI2032-2.1,FI2032-2,1,A regatta in spring,Speech,{URL}
FI2032-2.2,FI2032-2,2,A regatta in autumn,Speech,{URL}""",
    "measures": f"""measure_id,priority_id,ordinal,title,source_ref,source_urls
EE2031-1.1.1,EE2031-1.1,1,Agree on opening hours,"1.1, a",{URL}
EE2031-1.1.2,EE2031-1.1,2,Write a harbour guide,"1.1, b",{URL}
EE2031-1.1.3,EE2031-1.1,3,Paint the piers,"1.1, c",{URL}
EE2031-2.1.1,EE2031-2.1,1,Sail together,"2.1, a",{URL}
EE2031-2.1.2,EE2031-2.1,2,Teach swimming,"2.1, b",{URL}
EE2031-2.1.3,EE2031-2.1,3,Buy a pump,"2.1, c",{URL}""",
    "sources": """source_id,url,publisher,publisher_kind,language
s0000000001,https://lakes.example.org/news,lakes.example.org,official,en
s0000000002,https://agency.example.com/lakes,agency.example.com,agency,et
s0000000003,https://paper.example.net/a?b=1&c=2,paper.example.net,media,fi""",
    "coding_disagreements": """event_id,target_id,coder_a,coder_b,settled,why
2031-03-28-spring-regatta,EE2031-2.1.1,direct,related,direct,Sailing together is what a regatta is
2031-07-08-relay-outward,EE2031-2.1.1,none,related,related,Boats of two states sailed
2031-09-30-autumn-council,EE2031-1.1.1,related,none,none,Opening hours were not discussed""",
    "event_series": """series_id,series_title,relation,event_id
lake-relay-2031,Lake Relay 2031,part,2031-07-08-relay-outward
lake-relay-2031,Lake Relay 2031,part,2031-07-10-relay-homeward
spring-regatta,Spring Regatta,edition,2031-03-28-spring-regatta
spring-regatta,Spring Regatta,edition,2032-03-27-spring-regatta""",
    "evidence_gaps": """gap_id,starts_on,ends_on,scope,level,target_id,note
before-2031,2028-01-01,2030-12-31,all,not-searched,,Years before 2031 were not searched.
after-april-2032,2032-04-16,2032-12-31,all,none-found,,Nothing later was reached.
surveys-in-summer,2031-06-01,2031-08-31,kind:survey,thin,,Surveys are seldom reported.
swimming,2031-01-01,2031-12-31,topic:swimming lessons,none-found,EE2031-2.1.2,No report was found.
fees,2031-11-01,2031-11-30,topic:harbour fees,not-searched,,Fees were not searched.""",
    "translations": """table,key,field,lang,text
events,2031-01-15-first-council,title,ru,Первое заседание
priority_areas,EE2031-1,title,ru,Гавани и их смотрители
vocabulary,participations.participant.ALL-MEMBERS,label,en,The three lake states""",
}

VOCABULARIES = {
    "events.kind": {
        "regatta": "Regatta or relay",
        "council": "Council sitting",
        "workshop": "Workshop",
        "survey": "Survey of a lake",
    },
    "organs.kind": {"council": "Council", "office": "Office", "fleet": "Boats"},
    "organisations.kind": {"science": "Science", "harbour": "Harbours"},
    "memberships.status": {
        "member": "Member",
        "suspended-participation": "Participation suspended",
        "withdrawn": "Withdrawn",
        "guest": "Guest",
    },
    "sources.language": {"en": "English", "et": "Estonian", "fi": "Finnish"},
}
"""The vocabularies that differ from the real ones, with labels; the others keep their codes,
which serve as labels."""


def tables():
    """Return every table as text, as it stands in its file."""
    words = [
        f"vocabulary,{column}.{code},label,{lang},{before}{label}"
        for column, codes in vocabularies().items()
        for code, label in codes.items()
        for lang, before in (("en", ""), ("ru", "рус. "))
    ]
    texts = {**TABLES, "events": _csv(EVENTS), "participations": PARTICIPATIONS, **CODINGS}
    texts["translations"] = "\n".join([TABLES["translations"], *words])
    texts["event_sources"] = "\n".join(["event_id,source_id", *_sourced()])
    return {name: text.strip() + "\n" for name, text in texts.items()}


def vocabularies():
    """Return the codes of every column that lists them, with labels."""
    return {
        f"{resource['name']}.{field['name']}": VOCABULARIES.get(
            f"{resource['name']}.{field['name']}",
            {code: code.replace("-", " ").capitalize() for code in field["constraints"]["enum"]},
        )
        for resource in descriptor()["resources"]
        for field in resource["schema"]["fields"]
        if "enum" in field.get("constraints", {})
    }


def _sourced():
    """Give every event the official source, and every third also the two others."""
    for place, event in enumerate(EVENTS):
        for source in (1, 2, 3) if place % 3 == 0 else (1,):
            yield f"{event['event_id']},s000000000{source}"


def descriptor():
    """Return the real package's descriptor with the names and vocabularies of the made-up one."""
    document = json.loads(REAL.read_text("utf-8"))
    document |= {
        "name": "lakes-union",
        "title": "Lakes Union, 2031–2032",
        "description": "What the Lakes Union, which does not exist, did on its lakes.",
        "version": "2032.4.0",
        "created": "2032-04-20T00:00:00Z",
        "reportsThrough": "2032-04-15",
        "keywords": ["lakes"],
        "licenses": [{"name": "CC0-1.0", "title": "CC0 1.0", "path": "https://example.org/cc0"}],
        "sources": [{"title": "Lake News", "path": "https://lakes.example.org/"}],
        "contributors": [{"title": "The lake keepers", "roles": ["creator"]}],
    }
    for resource in document["resources"]:
        resource["description"] = f"{resource['title']} of the Lakes Union."
        for field in resource["schema"]["fields"]:
            codes = VOCABULARIES.get(f"{resource['name']}.{field['name']}")
            if codes:
                field["constraints"]["enum"] = list(codes)
                field["definitions"] = {code: f"{label}." for code, label in codes.items()}
    return document


def write_tiny(folder: Path) -> Path:
    """Write the made-up package into a folder; return the folder."""
    return write(folder, descriptor(), tables())


def write(folder: Path, document: dict, texts: dict[str, str]) -> Path:
    """Write a descriptor and tables, given as text, into a folder; return the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "datapackage.json").write_text(json.dumps(document), "utf-8")
    for name, text in texts.items():
        (folder / f"{name}.csv").write_text(text, "utf-8", newline="")
    return folder


def broken(source: Path, folder: Path, change) -> Path:
    """Copy a package, let `change(folder)` break it, and return the copy."""
    shutil.copytree(source, folder, dirs_exist_ok=True)
    change(folder)
    return folder


def set_cell(table: str, row: int, column: str, value: str):
    """Return a change that puts another value into a cell; the header is row 1."""

    def change(folder: Path) -> None:
        file = folder / f"{table}.csv"
        rows = list(csv.reader(io.StringIO(file.read_text("utf-8"))))
        rows[row - 1][rows[0].index(column)] = value
        file.write_text(_written(rows), "utf-8", newline="")

    return change


def add_row(table: str, line: str):
    """Return a change that adds a row, given as text, at the end of a table."""

    def change(folder: Path) -> None:
        with (folder / f"{table}.csv").open("a", encoding="utf-8", newline="") as file:
            file.write(line + "\n")

    return change


def set_descriptor(edit):
    """Return a change that lets `edit(document)` alter the descriptor in place."""

    def change(folder: Path) -> None:
        file = folder / "datapackage.json"
        document = json.loads(file.read_text("utf-8"))
        edit(document)
        file.write_text(json.dumps(document), "utf-8")

    return change


def declaration(document: dict, table: str, column: str) -> dict:
    """Return a column's declaration in a descriptor."""
    resource = next(item for item in document["resources"] if item["name"] == table)
    return next(item for item in resource["schema"]["fields"] if item["name"] == column)


def _csv(rows: list[dict[str, str]]) -> str:
    return _written([list(rows[0]), *(list(row.values()) for row in rows)])


def _written(rows: list[list[str]]) -> str:
    stream = io.StringIO()
    csv.writer(stream, lineterminator="\n").writerows(rows)
    return stream.getvalue()


def problems_of(path: Path):
    """Return the problems of a package; empty when it can be read."""
    try:
        read_package(path)
    except PackageError as error:
        return list(error.problems)
    return []
