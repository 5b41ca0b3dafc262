from cstoviz.ui.page import render
from cstoviz.views import coverage, events
from cstoviz.views import overview as views

render(
    "overview",
    [
        [views.HEADLINES],
        [
            views.PER_MONTH,
            [views.PARTICIPATION_BRIEF, coverage.IN_BRIEF],
            [events.LATEST, views.THIN],
        ],
    ],
)
