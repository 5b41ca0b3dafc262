from cstoviz.ui.page import render
from cstoviz.views import compare as views

render(
    "compare",
    [
        [views.KINDS, [views.PARTICIPATION, views.MONTHS]],
        [views.AREAS, views.PUBLISHERS],
        [views.ORGANS, views.PLACES],
    ],
)
