from cstoviz.ui.page import render
from cstoviz.views import coverage as views

render(
    "coverage",
    [
        [views.MATRIX],
        [views.LINKS],
        [views.BY_AREA, views.GROWTH],
        [views.NOTHING],
        [views.OUTSIDE],
        [views.AGREEMENT],
    ],
)
