"""The page on which a briefing is put together, shown, and taken away."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from html import escape
from urllib.parse import urlencode, urlsplit

import streamlit as st

from cstoviz import text
from cstoviz.export.briefing import choice
from cstoviz.export.briefing.asked import options
from cstoviz.export.briefing.compose import compose
from cstoviz.export.formats import FORMATS, briefing_name
from cstoviz.export.making import Progress
from cstoviz.selection import Selection
from cstoviz.tables import Tables
from cstoviz.text import t
from cstoviz.ui import address, data, jobs, reader
from cstoviz.ui.chooser import order
from cstoviz.ui.home import home
from cstoviz.ui.jobs import Job
from cstoviz.ui.preview import preview
from cstoviz.views.core import View
from cstoviz.views.registry import views

LOBBY_SECONDS = 20
ALL_KEYS = {choice.SLIDES, *options()}
"""The keys of the address that slides can read."""

_JOBS = "cz.jobs"
_POLL = 0.5


def chosen() -> tuple[str, ...]:
    """Return the slides that are chosen now; what the address names in vain is said."""
    given = address.selected().option(choice.SLIDES)
    slides, strange = choice.read(given)
    if strange:
        address.reject(choice.SLIDES, ",".join(strange))
        address.set_option(choice.SLIDES, choice.written(slides))
    return slides


def chosen_views() -> list[View]:
    """Return the views of the chosen slides."""
    found = [views()[name] for name in chosen() if name in views()]
    used = {choice.SLIDES, *(option.key for view in found for option in view.options)}
    for key in ALL_KEYS - used:
        address.set_option(key)
    return found


def briefing(tables: Tables, selection: Selection) -> None:
    """Show the slides in order, what they look like, how to present them, and the files."""
    slides = chosen()
    left, right = st.columns([5, 8], gap="large")
    with left:
        _choose(slides)
    with right:
        _show(slides, selection)
        _files(slides, tables, selection)


def _choose(slides: Sequence[str]) -> None:
    st.header(t("briefing.slides"), anchor="slides")
    with st.container(key="slides"):
        ordered = order(slides)
        others = [name for name in choice.slide_ids() if name not in slides]
        added = st.selectbox(
            t("briefing.add"), others, index=None, key=address.widget(f"add.{len(slides)}"),
            format_func=choice.slide_name, placeholder=t("briefing.add.placeholder"),
        )  # fmt: skip
        if added:
            ordered = [*slides, added]
        if tuple(slides) != choice.STANDARD and st.button(t("briefing.standard")):
            ordered = list(choice.STANDARD)
    if ordered and tuple(ordered) != tuple(slides):
        address.set_option(choice.SLIDES, choice.written(ordered))
        st.rerun()


def _show(slides: Sequence[str], selection: Selection) -> None:
    st.header(t("briefing.screen"), anchor="screen")
    path = present_path(slides, selection)
    with st.container(horizontal=True, vertical_alignment="center", key="present"):
        st.link_button(t("briefing.present"), path, type="primary")
        st.link_button(t("briefing.lobby"), f"{path}&auto={LOBBY_SECONDS}")
        _said(t("briefing.keys"))
    preview(path, t("briefing.preview"))


def _said(words: str) -> None:
    st.html(f'<p class="cz-foot">{escape(words)}</p>')


def present_path(slides: Sequence[str], selection: Selection) -> str:
    """Return the path and query at which the slides are shown, below the dashboard's address."""
    query = {**selection.with_options(**{choice.SLIDES: ""}).to_query()}
    if written := choice.written(slides):
        query[choice.SLIDES] = [written]
    return f"{_below()}present?{urlencode({**query, 'lang': [reader.language()]}, doseq=True)}"


def _below() -> str:
    """Return the path of the dashboard itself, with a slash at its end."""
    return f"{urlsplit(home()).path}/"


def _files(slides: Sequence[str], tables: Tables, selection: Selection) -> None:
    st.header(t("briefing.files"), anchor="files")
    _said(t("briefing.files.explain"))
    running = _running()
    refreshed = st.fragment(run_every=_POLL if running else None)(reader.spoken(_rows))
    refreshed(slides, tables, selection, running)


def _mine() -> dict[str, Job]:
    mine: dict[str, Job] = st.session_state.setdefault(_JOBS, {})
    return mine


def _running() -> bool:
    return any(job.running for job in _mine().values())


def _rows(slides: Sequence[str], tables: Tables, selection: Selection, was: bool) -> None:
    """Show a row for every format: the button that asks for it, its progress, or the file.

    `was`: whether a file was being made when the page was drawn; the page is drawn anew when that
    changes, as only then it begins or ends to look again and again.
    """
    selection, place = selection.with_options(**{choice.SLIDES: ""}), home()
    for suffix in FORMATS:
        name = briefing_name(tables.package.name, selection, suffix)
        work = f"{suffix}.{name}.{choice.written(slides)}"
        with st.container(
            horizontal=True, vertical_alignment="center", key=f"file-{suffix}", gap="medium"
        ):
            st.markdown(t(f"briefing.file.{suffix}"), width="stretch")
            make = partial(_made, suffix, tables, selection, slides, place)
            _row(suffix, work, name, make)
    if was != _running():
        st.rerun()


def _made(
    suffix: str,
    tables: Tables,
    selection: Selection,
    slides: Sequence[str],
    place: str,
    progress: Progress,
) -> bytes:
    """Compose the briefing and make a file of it."""
    return FORMATS[suffix].make(compose(tables, selection, slides, place), tables, progress)


def _row(suffix: str, work: str, name: str, make: jobs.Work) -> None:
    job = _mine().get(work)
    if job is not None and job.running:
        st.progress(job.share, text=job.what, width=320)
        st.button(t("briefing.call-off"), key=f"off-{suffix}", on_click=job.call_off)
    elif job is not None and job.content is not None:
        st.download_button(
            t("briefing.save", size=_size(job.content)), data=job.content, file_name=name,
            mime=FORMATS[suffix].media_type, key=f"save-{suffix}", on_click="ignore",
            type="primary",
        )  # fmt: skip
    else:
        if job is not None and job.failed:
            _said(job.failed)
        st.button(t("briefing.make"), key=f"make-{suffix}", on_click=_begin,
                  args=(work, name, make))  # fmt: skip


def _begin(work: str, name: str, make: jobs.Work) -> None:
    """Begin a file; those of other selections are forgotten, made or not.

    So no reader has more files in the making than there are formats.
    """
    mine = _mine()
    ending = work.partition(".")[0]
    for other, job in list(mine.items()):
        if other.partition(".")[0] == ending or not job.running:
            job.call_off()
            del mine[other]
    mine[work] = jobs.start(name, data.alone(make))


def _size(content: bytes) -> str:
    return t("briefing.size", size=text.number(max(round(len(content) / 1e6, 1), 0.1)))
