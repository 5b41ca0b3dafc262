"""What a session keeps of controls that are gone: nothing, where Streamlit keeps all for ever."""

from __future__ import annotations

from streamlit.runtime.scriptrunner import get_script_run_ctx


def forget() -> None:
    """Drop what is kept of controls that the last run did not draw; called as a run begins.

    A control gets another identity with every other choice that it offers. Streamlit drops the
    value of one that is gone but not its description, which holds all choices: a page that stays
    open would grow with every newer package. Without a state of a session nothing is done.
    """
    found = get_script_run_ctx()
    if found is None:
        return
    with found.session_state._lock:
        state = found.session_state._state
        held = state._new_widget_state
        for name in held.widget_metadata.keys() - held.states.keys() - state._old_state.keys():
            del held.widget_metadata[name]
