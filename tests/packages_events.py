"""The events of the made-up package, who took part in them, and what they serve."""

COLUMNS = [
    "event_id",
    "title",
    "start_date",
    "end_date",
    "date_precision",
    "date_basis",
    "status",
    "kind",
    "organ",
    "place_id",
    "country_iso3",
    "venue",
    "place_basis",
    "format",
    "summary",
    "personnel",
    "equipment",
]

COUNTRIES = {
    "tallinn": "EST",
    "tartu": "EST",
    "peipus-range": "EST",
    "helsinki": "FIN",
    "riga": "LVA",
    "stockholm": "SWE",
}


def event(event_id, title, kind, organ="LC", place="", end="", **more):
    """Return a row: one day, reported, in person at a stated place, unless told otherwise."""
    start = event_id[:10]
    row = dict.fromkeys(COLUMNS, "") | {
        "event_id": event_id,
        "title": title,
        "start_date": start,
        "end_date": end or start,
        "date_precision": "day",
        "date_basis": "stated",
        "status": "reported",
        "kind": kind,
        "organ": organ,
        "place_id": place,
        "country_iso3": COUNTRIES.get(place, ""),
        "place_basis": "stated" if place else "unknown",
        "format": "in-person" if place else "unknown",
        "summary": f"{title}, in short.",
    }
    return row | {name: str(value) for name, value in more.items()}


EVENTS = [
    event(
        "2031-01-15-first-council", "First council", "council", place="tallinn", venue="Old hall"
    ),
    event("2031-02-10-harbour-talk", "Harbour talk", "workshop", "Harbour Office", format="video"),
    event(
        "2031-03-05-script",
        "Workshop on <script>alert(1)</script> in harbour systems",
        "workshop",
        "Harbour Office",
        "tartu",
        place_basis="inferred",
        date_basis="inferred",
    ),
    event(
        "2031-03-05-sums", "=1+1 and other sums for helmsmen", "workshop", "Flotilla", "helsinki"
    ),
    event(
        "2031-03-28-spring-regatta",
        "Spring regatta of 2031",
        "regatta",
        "Flotilla",
        "peipus-range",
        "2031-04-03",
        personnel=120,
        equipment=15,
    ),
    event("2031-04-20-lone-survey", "Survey that names nobody", "survey", "Harbour Office"),
    event(
        "2031-05-01-ice-survey",
        "Survey of the last ice",
        "survey",
        "Flotilla",
        end="2031-05-31",
        date_precision="month",
        country_iso3="FIN",
        place_basis="inferred",
    ),
    event("2031-06-10-summer-council", "Summer council", "council", place="riga", format="video"),
    event(
        "2031-07-08-relay-outward",
        "Lake relay, outward",
        "regatta",
        "Flotilla",
        "peipus-range",
        "2031-07-12",
        personnel=40,
    ),
    event(
        "2031-07-10-relay-homeward",
        "Lake relay, homeward",
        "regatta",
        "Flotilla",
        "tartu",
        "2031-07-14",
    ),
    event(
        "2031-08-20-pier-workshop",
        "Workshop on piers",
        "workshop",
        "Harbour Office",
        "riga",
        status="announced",
    ),
    event(
        "2031-09-15-called-off",
        "Regatta called off",
        "regatta",
        "Flotilla",
        "tallinn",
        status="cancelled",
    ),
    event(
        "2031-09-30-autumn-council", "Autumn council", "council", place="tallinn", format="hybrid"
    ),
    event("2031-10-01-guide", "Workshop on the harbour guide", "workshop", "Harbour Office"),
    event("2031-11-11-abroad", "Talks abroad", "workshop", "Harbour Office", "stockholm"),
    event(
        "2031-12-30-winter-regatta",
        "Winter regatta",
        "regatta",
        "Flotilla",
        "helsinki",
        "2032-01-02",
        personnel=60,
        equipment=8,
    ),
    event("2032-02-05-council", "Council under Finland", "council", place="helsinki"),
    event(
        "2032-03-27-spring-regatta",
        "Spring regatta of 2032",
        "regatta",
        "Flotilla",
        "peipus-range",
        "2032-03-31",
        equipment=20,
    ),
    event("2032-04-01-farewell", "Farewell council", "council", format="video"),
    event(
        "2032-05-01-gathering",
        "Gathering in May",
        "council",
        end="2032-05-31",
        date_precision="month",
        status="announced",
    ),
]

PARTICIPATIONS = """event_id,participant,participant_kind,role,basis
2031-01-15-first-council,ALL-MEMBERS,collective,participant,collective
2031-01-15-first-council,EST,state,chair,named
2031-02-10-harbour-talk,ALL-MEMBERS,collective,participant,collective
2031-03-05-script,EST,state,host,inferred
2031-03-05-script,FIN,state,participant,named
2031-03-05-script,LVA,state,participant,named
2031-03-05-sums,FIN,state,host,named
2031-03-05-sums,EST,state,participant,named
2031-03-05-sums,lake-institute,organisation,participant,named
2031-03-28-spring-regatta,EST,state,host,named
2031-03-28-spring-regatta,FIN,state,participant,named
2031-03-28-spring-regatta,LVA,state,participant,named
2031-03-28-spring-regatta,SWE,state,observer,named
2031-05-01-ice-survey,FIN,state,host,inferred
2031-06-10-summer-council,ALL-MEMBERS,collective,participant,collective
2031-06-10-summer-council,LVA,state,chair,named
2031-07-08-relay-outward,EST,state,host,named
2031-07-08-relay-outward,LVA,state,participant,named
2031-07-10-relay-homeward,EST,state,host,inferred
2031-07-10-relay-homeward,LVA,state,participant,named
2031-08-20-pier-workshop,LVA,state,host,inferred
2031-08-20-pier-workshop,EST,state,participant,named
2031-09-15-called-off,EST,state,host,named
2031-09-30-autumn-council,ALL-MEMBERS,collective,participant,collective
2031-09-30-autumn-council,EST,state,host,named
2031-10-01-guide,ALL-MEMBERS,collective,participant,collective
2031-11-11-abroad,SWE,state,host,inferred
2031-11-11-abroad,EST,state,participant,named
2031-11-11-abroad,northern-harbours,organisation,host,named
2031-11-11-abroad,lake-institute,organisation,observer,named
2031-12-30-winter-regatta,FIN,state,host,named
2031-12-30-winter-regatta,EST,state,participant,named
2031-12-30-winter-regatta,LVA,state,absent,named
2032-02-05-council,ALL-MEMBERS,collective,participant,collective
2032-02-05-council,FIN,state,chair,named
2032-02-05-council,LVA,state,absent,named
2032-03-27-spring-regatta,EST,state,host,named
2032-03-27-spring-regatta,FIN,state,participant,named
2032-04-01-farewell,ALL-MEMBERS,collective,participant,collective
2032-05-01-gathering,ALL-MEMBERS,collective,participant,collective"""

_CODED = """event_id,target_id,strength,basis,reason
2031-01-15-first-council,EE2031-1.1.1,direct,agreed,The council agreed on opening hours
2031-02-10-harbour-talk,EE2031-1.1.2,related,agreed,The guide was mentioned
2031-03-05-script,EE2031-1.1.1,related,agreed,Opening hours were a subject
2031-03-28-spring-regatta,EE2031-2.1.1,direct,settled,Three states sailed
2031-03-28-spring-regatta,EE2031-1.2,related,agreed,A neighbour watched
2031-07-08-relay-outward,EE2031-2.1.1,related,settled,Two states sailed
2031-08-20-pier-workshop,EE2031-1.1.3,direct,agreed,Piers were to be painted
2031-12-30-winter-regatta,EE2031-1.2,direct,agreed,Neighbours met
2032-02-05-council,FI2032-1,direct,agreed,Ice was the only subject
2032-03-27-spring-regatta,FI2032-2.1,direct,agreed,It is the regatta of spring"""

_SINGLE = """event_id,target_id,coder,strength,reason
2031-01-15-first-council,EE2031-1.1.1,A,direct,Hours agreed
2031-01-15-first-council,EE2031-1.1.1,B,direct,Agreed on hours
2031-02-10-harbour-talk,EE2031-1.1.2,A,related,Guide mentioned
2031-02-10-harbour-talk,EE2031-1.1.2,B,related,The guide came up
2031-03-05-script,EE2031-1.1.1,A,related,Hours a subject
2031-03-05-script,EE2031-1.1.1,B,related,A subject: hours
2031-03-28-spring-regatta,EE2031-2.1.1,A,direct,All sailed
2031-03-28-spring-regatta,EE2031-2.1.1,B,related,Sailing was a part
2031-03-28-spring-regatta,EE2031-1.2,A,related,Sweden watched
2031-03-28-spring-regatta,EE2031-1.2,B,related,A guest watched
2031-07-08-relay-outward,EE2031-2.1.1,B,related,Two sailed
2031-08-20-pier-workshop,EE2031-1.1.3,A,direct,Paint
2031-08-20-pier-workshop,EE2031-1.1.3,B,direct,Painting
2031-09-30-autumn-council,EE2031-1.1.1,A,related,Harbours named
2031-12-30-winter-regatta,EE2031-1.2,A,direct,Neighbours
2031-12-30-winter-regatta,EE2031-1.2,B,direct,Neighbours met
2032-02-05-council,FI2032-1,A,direct,Ice
2032-02-05-council,FI2032-1,B,direct,Ice only
2032-03-27-spring-regatta,FI2032-2.1,A,direct,Spring
2032-03-27-spring-regatta,FI2032-2.1,B,direct,In spring"""

CODINGS = {"codings": _CODED, "codings_single": _SINGLE}
