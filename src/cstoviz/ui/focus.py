"""Where the keyboard stands after a dialog: on what opened it, although that was drawn anew."""

REMEMBER = """
  const remember = (element, code) => {
    const opener = window.cstovizOpener;
    if (opener?.code === code) {
      opener.element = element;
      const lost = !document.activeElement || document.activeElement === document.body;
      if (opener.returned && lost) requestAnimationFrame(() => element.focus());
    }
    element.addEventListener("click", () => { window.cstovizOpener = { code, element }; });
  };
"""
"""JavaScript for a component: `remember(element, code)` marks what opens a dialog by a click.

What is drawn anew after the focus has come back to it gets it once more, unless the reader has done
something since.
"""

RETURN = """
  const dialog = () => document.querySelector('[role="dialog"]') !== null;
  if (!window.cstovizReturn) {
    let open = dialog();
    window.cstovizReturn = new MutationObserver(() => {
      const now = dialog();
      if (open && !now) requestAnimationFrame(() => {
        const lost = !document.activeElement || document.activeElement === document.body;
        const opener = window.cstovizOpener;
        if (!lost || !opener) return;
        opener.returned = true;
        opener.element.focus();
      });
      open = now;
    });
    window.cstovizReturn.observe(document.body, { childList: true, subtree: true });
    for (const kind of ["keydown", "pointerdown"]) window.addEventListener(kind, () => {
      if (window.cstovizOpener) window.cstovizOpener.returned = false;
    }, true);
  }
"""
"""JavaScript for a component of every page: the closing of a dialog gives the focus back."""
