from cstoviz.ui.page import render
from cstoviz.views import maps as views

render(
    "map",
    [
        [views.MAP_PLACES],
        [views.MAP_PLACE_EVENTS, views.MAP_BESIDE],
        [views.BESIDE_EVENTS],
    ],
)
