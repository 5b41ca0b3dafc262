from cstoviz.ui.page import render
from cstoviz.views import participation as views

render("timeline", [[views.BY_STATE]])
