"""Where the keyboard stands after a dialog: on what opened it, although that was drawn anew."""

REMEMBER = """
  const remember = (element, code) => {
    if (window.cstovizOpener?.code === code) window.cstovizOpener.element = element;
    element.addEventListener("click", () => { window.cstovizOpener = { code, element }; });
  };
"""
"""JavaScript for a component: `remember(element, code)` marks what opens a dialog by a click."""

RETURN = """
  const dialog = () => document.querySelector('[role="dialog"]') !== null;
  if (!window.cstovizReturn) {
    let open = dialog();
    window.cstovizReturn = new MutationObserver(() => {
      const now = dialog();
      if (open && !now) requestAnimationFrame(() => {
        const lost = !document.activeElement || document.activeElement === document.body;
        if (lost) window.cstovizOpener?.element.focus();
      });
      open = now;
    });
    window.cstovizReturn.observe(document.body, { childList: true, subtree: true });
  }
"""
"""JavaScript for a component of every page: the closing of a dialog gives the focus back."""
