from cstoviz.ui.page import render
from cstoviz.views import participation as views
from cstoviz.views import robustness, together

render(
    "participation",
    [
        [[views.BY_STATE, robustness.PARTICIPATION_ROBUSTNESS], [views.OVER_TIME, views.ABSENCES]],
        [views.BY_KIND, [together.TOGETHER, views.GUESTS]],
        [together.ROLES, together.ORGANISATIONS],
        [together.STRENGTH],
    ],
)
