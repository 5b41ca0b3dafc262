"""A reader of a Streamlit app without a browser: Streamlit's own websocket protocol.

A reader keeps, as the browser does, the messages that the server may refer to by their hash, and
sends with every run which of them are kept. It answers the questions that the app's components put
to a browser (`ANSWERS`). Unlike a browser it sends only the widgets that it has changed and not the
first values of the others, and it draws nothing.
"""

from __future__ import annotations

import asyncio
import html
import json
import re
import time
from collections import Counter
from collections.abc import AsyncIterator, Iterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import WebSocketException
from websockets.typing import Subprotocol

from cstoviz.ui import plot

Closed = WebSocketException
"""What is raised where a server does not open a session, or ends it."""

LONGEST = 120.0
"""How long a run may take, in seconds."""

AGE = 2
"""For how many runs a browser keeps a message that the server no longer sends or refers to."""

ANSWERS: Mapping[str, Mapping[str, Any]] = {"cstoviz_webgl": {"able": True}}
"""What a browser with WebGL tells the app's components, by the component's name."""

_WORDS = re.compile(r'<p class="cz-scope">(.*?)</p>', re.DOTALL)


CHART = "chart"
"""What an element of `cstoviz.ui.plot` is counted as."""


class Counting(ClientConnection):
    """A connection that counts the bytes that come over it, as they are on the wire."""

    received = 0

    def data_received(self, data: bytes) -> None:
        self.received += len(data)
        super().data_received(data)


@dataclass
class Run:
    """One run of the app's script, from the message that asked for it to the end of the script.

    received: bytes on the wire; frames: the messages that came, as they are before compression.
    """

    seconds: float = 0.0
    received: int = 0
    frames: list[bytes] = field(default_factory=list)
    referred: int = 0
    saved: int = 0
    elements: Counter[str] = field(default_factory=Counter)
    deltas: list[ForwardMsg] = field(default_factory=list)

    @property
    def size(self) -> int:
        """The bytes that came, as they are before compression."""
        return sum(map(len, self.frames))

    @property
    def words(self) -> str:
        """The filter and its count in words, as the page says them; "" where it says none."""
        bodies = (msg.delta.new_element.html.body for msg in self.deltas)
        found = [match[1] for body in bodies if (match := _WORDS.search(body))]
        return html.unescape(found[-1]) if found else ""

    @property
    def exceptions(self) -> list[str]:
        """What the page says went wrong."""
        return [
            msg.delta.new_element.exception.message
            for msg in self.deltas
            if msg.delta.new_element.WhichOneof("type") == "exception"
        ]


class Reader:
    """One reader's session."""

    def __init__(self, socket: Counting, address: str, page: str, query: str) -> None:
        self._socket, self._address = socket, address
        self._page, self._query, self._hash = page, query, ""
        self._widgets: dict[str, WidgetState] = {}
        self._kept: dict[str, tuple[ForwardMsg, int, int]] = {}
        self._runs = 0
        self._elements: dict[tuple[int, ...], Any] = {}

    @property
    def compressed(self) -> bool:
        """Whether the server agreed to compress messages (permessage-deflate)."""
        return bool(self._socket.protocol.extensions)

    async def run(self) -> Run:
        """Ask for a run of the script as things stand, and read all that it sends."""
        asked = BackMsg()
        state = asked.rerun_script
        state.query_string, state.page_script_hash = self._query, self._hash
        state.page_name = "" if self._hash else self._page
        state.widget_states.widgets.extend(self._widgets.values())
        state.cached_message_hashes.extend(self._kept)
        about = state.context_info
        about.timezone, about.locale, about.color_scheme = "UTC", "en-US", "light"
        about.url = f"{self._address}/{self._page}"
        before, start = self._socket.received, time.perf_counter()
        await self._socket.send(asked.SerializeToString())
        run = Run()
        await asyncio.wait_for(self._read(run), LONGEST)
        run.seconds = time.perf_counter() - start
        run.received = self._socket.received - before
        self._forget()
        return run

    async def settle(self) -> Run:
        """Run, answer what components ask of a browser, and run again where one asked."""
        run = await self.run()
        while self._answer():
            run = await self.run()
        return run

    async def choose(self, values: Sequence[str]) -> Run:
        """Choose values in the page's first list of several choices, which is the states'."""
        widget = self.first("multiselect")
        self._widgets[widget.id] = WidgetState(id=widget.id)
        self._widgets[widget.id].string_array_value.data.extend(values)
        return await self.run()

    def first(self, kind: str) -> Any:
        """Return the first element of a kind on the page."""
        return next(self.elements(kind))

    def elements(self, kind: str) -> Iterator[Any]:
        for _, element in sorted(self._elements.items()):
            if element.WhichOneof("type") == kind:
                yield getattr(element, kind)

    async def _read(self, run: Run) -> None:
        while True:
            data = await self._socket.recv(decode=False)
            message = ForwardMsg.FromString(data)
            run.frames.append(data)
            kind = message.WhichOneof("type")
            if kind == "script_finished":
                if message.script_finished == ForwardMsg.FINISHED_SUCCESSFULLY:
                    return
            elif kind == "navigation":
                self._hash = message.navigation.page_script_hash
            elif kind == "page_info_changed":
                self._query = message.page_info_changed.query_string
            else:
                self._take(message, len(data), run)

    def _take(self, message: ForwardMsg, size: int, run: Run) -> None:
        metadata = message.metadata
        if message.WhichOneof("type") == "ref_hash":
            kept, full, _ = self._kept[message.ref_hash]
            self._kept[message.ref_hash] = (kept, full, self._runs)
            run.referred += 1
            run.saved += full - size
            hashed, message = message.ref_hash, ForwardMsg()
            message.CopyFrom(kept)
            message.hash = hashed
            message.metadata.CopyFrom(metadata)
        elif metadata.cacheable:
            self._kept[message.hash] = (message, size, self._runs)
        if message.WhichOneof("type") == "delta":
            run.deltas.append(message)
            self._place(message, run)

    def _place(self, message: ForwardMsg, run: Run) -> None:
        path, delta = tuple(message.metadata.delta_path), message.delta
        if delta.WhichOneof("type") == "new_element":
            self._elements[path] = delta.new_element
            run.elements[_kind(delta.new_element)] += 1
        elif delta.WhichOneof("type") == "add_block":
            gone = [each for each in self._elements if each[: len(path)] == path]
            for each in gone:
                del self._elements[each]
            run.elements[f"block {delta.add_block.WhichOneof('type') or 'plain'}"] += 1

    def _forget(self) -> None:
        self._runs += 1
        for name, (_, _, used) in list(self._kept.items()):
            if self._runs - used > AGE:
                del self._kept[name]
        drawn = {_ident(element) for element in self._elements.values()}
        self._widgets = {name: each for name, each in self._widgets.items() if name in drawn}

    def _answer(self) -> bool:
        """Answer the components that ask, each once; say whether one asked."""
        asked = False
        for component in self.elements("bidi_component"):
            answer = ANSWERS.get(component.component_name)
            if answer is not None and component.id not in self._widgets:
                self._widgets[component.id] = WidgetState(
                    id=component.id, json_value=json.dumps(answer)
                )
                asked = True
        return asked


def _ident(element: Any) -> str:
    """Return the id of an element; "" for one that has none."""
    kind = element.WhichOneof("type")
    return str(getattr(getattr(element, kind), "id", "")) if kind else ""


def _kind(element: Any) -> str:
    """Return the kind of an element; of a component that draws charts, that."""
    if element.bidi_component.component_name == plot.NAME:
        return CHART
    return element.WhichOneof("type") or "empty"


@asynccontextmanager
async def reader(
    address: str, page: str = "", query: str = "", cookie: str = ""
) -> AsyncIterator[Reader]:
    """Open a session of an app at an address: a page's path, and a query of the address; with a
    cookie that a proxy has set. Compression is offered, as browsers offer it."""
    url = f"{address.replace('http', 'ws', 1)}/_stcore/stream"
    async with connect(
        url, max_size=None, max_queue=None, proxy=None, create_connection=Counting,
        subprotocols=[Subprotocol("streamlit")], ping_interval=None,
        additional_headers={"Cookie": cookie} if cookie else None,
    ) as socket:  # fmt: skip
        assert isinstance(socket, Counting)
        yield Reader(socket, address, page, query)
