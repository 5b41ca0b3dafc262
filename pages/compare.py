from cstoviz.ui.page import render
from cstoviz.views import compare as views

render(
    "compare",
    [
        [views.KINDS, views.PARTICIPATION],
        [views.MONTHS, views.AREAS],
        [views.ORGANS, [views.PLACES, views.PUBLISHERS]],
    ],
)
