"""What a card offers to programs runs as it stands, against a server that listens."""

import socket
import threading
from html.parser import HTMLParser
from urllib.request import urlopen

import pytest
import uvicorn
from starlette.applications import Starlette

from cstoviz import api
from cstoviz.selection import Selection
from cstoviz.ui.in_code import lines
from cstoviz.views.core import answer
from cstoviz.views.registry import views
from tests.api.asking import showing


@pytest.fixture
def place(tiny, monkeypatch):
    """Return the address of a server that shows the hand-made package."""
    with socket.create_server(("127.0.0.1", 0)) as listening, showing(tiny, monkeypatch):
        app = Starlette(routes=list(api.ROUTES))
        server = uvicorn.Server(uvicorn.Config(app, log_level="error", lifespan="off"))
        running = threading.Thread(target=server.run, args=([listening],))
        running.start()
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
        server.should_exit = True
        running.join()


class Frame(HTMLParser):
    """The address of the frame in a line of HTML."""

    address = ""

    def handle_starttag(self, tag, attrs):
        if tag == "iframe":
            self.address = dict(attrs)["src"]


@pytest.mark.parametrize(
    ("view", "chosen"),
    [
        ("participation-by-state", Selection(states=("EST", "LVA"), period="2031")),
        ("events", Selection(options=(("q", "regatta & co"),))),
    ],
)
def test_every_line_runs_and_gives_what_the_card_shows(view, chosen, place, tiny):
    found = answer(views()[view], tiny, chosen)
    offered = {key: line for key, line, _ in lines(found, place)}
    names = {}
    exec(offered["pandas"], names)
    assert len(names["frame"]) == found.rows
    with urlopen(offered["json"]) as told:
        assert told.headers["content-type"] == "application/json"
    frame = Frame()
    frame.feed(offered["embed"])
    with urlopen(frame.address) as told:
        assert told.headers["content-type"].startswith("text/html")
