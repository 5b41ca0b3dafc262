from cstoviz.ui.page import render
from cstoviz.views import participation as views
from cstoviz.views import together

render(
    "participation",
    [
        [views.BY_STATE, views.ABSENCES],
        [views.BY_KIND, views.OVER_TIME],
        [together.ROLES, [together.TOGETHER, views.GUESTS]],
        [together.STRENGTH, together.ORGANISATIONS],
    ],
)
