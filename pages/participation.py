from cstoviz.ui.page import render
from cstoviz.views import participation as views

render("participation", [[views.BY_STATE]])
