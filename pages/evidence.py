from cstoviz.ui.page import render
from cstoviz.views import agreement, events, overview, sources

render(
    "evidence",
    [
        [sources.PER_MONTH, sources.MIX],
        [[sources.REST, overview.THIN], sources.REST_BY_KIND],
        [agreement.CODING_AGREEMENT, agreement.CODING_DISAGREEMENTS],
        [sources.PUBLISHERS, events.NOTABLE],
    ],
)
