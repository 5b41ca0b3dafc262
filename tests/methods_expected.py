"""What the examples of the page on methods say, of the real data and of the made-up ones."""

REAL = {
    "states": (
        "Reported events that name Russia: 86; Kazakhstan: 69; both: 59. At least one of them is "
        "therefore named in 86 + 69 − 59 = 96. The first that names both:",
        "Events that the filter keeps for Russia alone: 86; widened to inferred hosts, 125; "
        "widened further to “the member states”, 154.",
    ),
    "period": (
        "‘Special exercise Echelon-2025 with logistics forces’ lasted from 31 August to 6 "
        "September 2025. It is among the events of August 2025 (8 in all) and among those of "
        "September 2025 (12 in all).",
    ),
    "month-precision": (
        "Of ‘22nd sitting of the Interstate Commission on Military-Economic Cooperation’ no "
        "source gives the day. Its span is 1 to 30 September 2024, 30 days; so it is also among "
        "the events of 24 to 30 September 2024 (3 in all), though nobody says that it was held "
        "then.",
    ),
    "months": (
        "‘Special exercise Echelon-2025 with logistics forces’ counts in August 2025 (events in "
        "that month: 8) and not in September 2025 (events in that month: 9), although its days "
        "meet September 2025 too, as those of 12 in all do.",
        "The counts of all months add up to 193, the number of reported events.",
    ),
    "status": (
        "Reported, so counted: 193. Only announced: 14; with them 207. Cancelled, so never "
        "counted: 0.",
    ),
    "bounds": (
        "Events that name Tajikistan, its lower bound: 65. The first of them:",
        "Further events of which it is only inferred as host, from the place: 2.",
        "Further events of which a source only says “the member states”: 50.",
        "The last number is a subtraction. Reported events of “the member states”: 54; of these "
        "with a row of its own for Tajikistan: 4; of the rest, on a day when it was not a member "
        "or its participation was suspended: 0. 54 − 4 − 0 = 50.",
        "Upper bound: 65 + 2 + 50 = 117.",
    ),
    "membership": (
        "The participation of Armenia is suspended from 22 February 2024. Events of “the member "
        "states” in that time in which it has no row of its own, and which do not count for it: "
        "50. Outside that time, and counted: 3.",
        "The first event from that day on that is not counted for Armenia:",
    ),
    "absences": ("Sources state 8 absences, most often of Armenia: 8. The first of these:",),
    "denominators": (
        "Reported events: 193; of these could show no state: 11. That leaves n = 193 − 11 = 182. "
        "Of these 86 name Russia: 86 / 182 = 47%.",
        "The first event that could show no state:",
    ),
    "place": (
        "On the map: 141. Held by video: 5. No known place: 47. Together 141 + 5 + 47 = 193.",
        "An event whose place is only inferred (a hatched mark):",
        "An event held by video, beside the map:",
        "An event of which no source lets the place be told, beside the map:",
    ),
    "coverage": (
        "Targets declared for Kyrgyzstan 2025: 29. Covered: 13; touched: 6; nothing reported: 10.",
        "Covered: 1.1.1 ‘Prepare and adopt political statements of leaders, foreign ministers and "
        "envoys at world and regional forums’; direct events: 5, the first of them:",
        "Only touched: 3.2.1 ‘Rehearse joint prevention and suppression of terrorist threats’; "
        "related events: 1, the first of them:",
        "Nothing reported, and no evidence gap on it: 1.2.2 ‘Consultations between heads of "
        "foreign ministry press and information services’.",
        "Nothing reported, but an evidence gap bears on it: 1.2.1 ‘Consultations between deputy "
        "foreign ministers’. Nothing found: No consultation of deputy foreign ministers with a "
        "date was found.",
        "Outside the term, 1 January to 31 December 2025, coverage does not apply, and cells are "
        "blank.",
    ),
    "agreement": (
        "Pairs of an event and a target: 4,269; of these linked by at least one coder: 107. Alpha "
        "is 0.95.",
        "Pairs on which the coders differ: 10. The first, on ‘Closer ties to CIS and SCO bodies "
        "along an agreed list of practical steps’: coder A says Related, coder B no link; settled "
        "as Related, because: The CIS and the SCO were the other two subjects of the same debate. "
        "The event:",
    ),
    "sources": (
        "Reported events: 193; addresses that they rest on: 299; events that rest on one only: "
        "67. The event with most addresses (10):",
    ),
    "stated": (
        "Reported events: 193; left out for an inferred date: 54; kept: 139. Of those kept, with "
        "an inferred place or country that is left out: 29. Inferred participants left out of "
        "them: 41.",
        "The first event left out:",
        "The first event that stays but loses its place:",
    ),
    "official": (
        "Reported events: 193; with an official source: 117; without: 76.",
        "The first event without one:",
    ),
    "gaps": (
        "The longest gap on everything is 17 February to 7 April 2024 (51 days). Thin evidence: "
        "The official news list was barely reached for these weeks; rows rest mainly on other "
        "reports. Reported events whose days meet it: 6.",
    ),
    "coincides": (
        "Marked: events in July 2024: 2; in June 2024: 13. At the same time the days in evidence "
        "gaps went from 0 of 30 to 18 of 31, so the evidence alone could explain the change.",
        "Not marked: events in January 2025: 5; in December 2024: 10. The days in evidence gaps "
        "went from 0 of 31 to 0 of 31.",
    ),
}
REAL_EVENTS = {
    "states": ["2024-02-25-pa-observers-belarus-elections"],
    "period": ["2025-08-31-echelon-2025"],
    "month-precision": ["2024-09-01-military-economic-commission-22"],
    "months": ["2025-08-31-echelon-2025"],
    "status": ["2024-09-05-emergency-council-almaty-region"],
    "bounds": [
        "2024-02-25-pa-observers-belarus-elections",
        "2025-10-23-cis-counterterrorism-conference-3",
        "2024-01-10-permanent-council-first-sitting",
    ],
    "membership": ["2024-03-26-pa-council-statement-crocus-attack"],
    "absences": ["2024-06-21-foreign-ministers-almaty"],
    "denominators": ["2024-03-12-strategic-command-staff-training"],
    "place": [
        "2024-01-15-media-meeting-press-day",
        "2024-04-12-military-committee-23",
        "2024-01-10-permanent-council-first-sitting",
    ],
    "coverage": [
        "2025-06-30-cfm-statement-middle-east",
        "2025-03-28-duty-shifts-training-east-europe",
    ],
    "agreement": ["2024-07-19-un-security-council-debate"],
    "sources": ["2025-08-31-interaction-2025"],
    "stated": [
        "2024-02-07-committee-chairs-visit-joint-staff",
        "2024-01-15-media-meeting-press-day",
    ],
    "official": ["2024-01-10-permanent-council-first-sitting"],
    "gaps": ["2024-02-25-pa-observers-belarus-elections"],
    "coincides": [],
}
TINY = {
    "states": (
        "Reported events that name Estonia: 8; Finland: 6; both: 4. At least one of them is "
        "therefore named in 8 + 6 − 4 = 10. The first that names both:",
        "Events that the filter keeps for Estonia alone: 8; widened to inferred hosts, 10; "
        "widened further to “the member states”, 15.",
    ),
    "status": (
        "Reported, so counted: 17. Only announced: 2; with them 19. Cancelled, so never counted: "
        "1.",
    ),
    "membership": (
        "The participation of Finland is suspended from 10 June 2031 to 30 September 2031. Events "
        "of “the member states” in that time in which it has no row of its own, and which do not "
        "count for it: 2. Outside that time, and counted: 4.",
        "The first event from that day on that is not counted for Finland:",
    ),
    "place": (
        "On the map: 11. Held by video: 3. No known place: 3. Together 11 + 3 + 3 = 17.",
        "An event whose place is only inferred (a hatched mark):",
        "An event held by video, beside the map:",
        "An event of which no source lets the place be told, beside the map:",
    ),
    "coverage": (
        "Targets declared for Estonia 2031: 7. Covered: 3; touched: 1; nothing reported: 3.",
        "Covered: 1.1.1 ‘Agree on opening hours’; direct events: 1, the first of them:",
        "Only touched: 1.1.2 ‘Write a harbour guide’; related events: 1, the first of them:",
        "Nothing reported, and no evidence gap on it: 1.1.3 ‘Paint the piers’.",
        "Nothing reported, but an evidence gap bears on it: 2.1.2 ‘Teach swimming’. None found: "
        "No report was found.",
        "Outside the term, 1 January to 31 December 2031, coverage does not apply, and cells are "
        "blank.",
    ),
    "official": (),
    "gaps": (),
    "coincides": (),
}
TOLD = {
    "contributors": [{"title": "The lake keepers & friends", "roles": ["creator"]}],
    "changes": [{"version": "2032.4.0", "date": "2032-04-20", "text": "First release."}],
    "audit": {
        "events": 4, "facts": 50, "confirmed": 0.963, "low": 0.944, "high": 0.979, "wrong": 0.016,
        "unsupported": 0.021, "note": "No date was wrong.",
    },
    "limits": ["Only the openings were read."],
    "contact": "https://lakes.example.org/errors",
    "resources": [{"name": "events", "description": "One row is one day on a lake."}],
}  # fmt: skip
