from cstoviz.ui.page import render
from cstoviz.views import coverage as views
from cstoviz.views import robustness

render(
    "coverage",
    [
        [views.MATRIX],
        [views.LINKS],
        [views.BY_AREA, views.GROWTH],
        [robustness.COVERAGE_ROBUSTNESS],
        [views.NOTHING],
        [views.OUTSIDE],
    ],
)
