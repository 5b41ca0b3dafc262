"""What a browser shows in words: every text and label of a page, also within components."""

TEXTS = """() => {
  const found = new Set();
  const visit = (root) => {
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      if (node.nodeType === Node.TEXT_NODE) {
        const silent = "script,style,noscript,[data-testid=stIconMaterial]";
        const said = node.textContent.trim();
        if (said && !node.parentElement?.closest(silent)) found.add(said);
        continue;
      }
      if (node.shadowRoot) visit(node.shadowRoot);
      for (const name of ["aria-label", "title", "placeholder", "alt"]) {
        const value = node.getAttribute(name);
        if (value && value.trim()) found.add(value.trim());
      }
    }
  };
  visit(document.body);
  return [...found];
}"""

CUT = """() => {
  const cut = [];
  for (const figure of document.querySelectorAll(".js-plotly-plot")) {
    const frame = figure.getBoundingClientRect();
    if (frame.left < -1000) continue;
    for (const text of figure.querySelectorAll(".main-svg text")) {
      const box = text.getBoundingClientRect();
      const shown = box.width && getComputedStyle(text).visibility !== "hidden";
      const out = Math.max(frame.left - box.left, box.right - frame.right, frame.top - box.top,
                           box.bottom - frame.bottom);
      if (shown && out > 3 && text.textContent.trim()) {
        cut.push(`${text.textContent.trim().slice(0, 60)} (${Math.round(out)} px)`);
      }
    }
  }
  return cut;
}"""


def texts(page):
    """Return every text of a page once, in no order that means anything."""
    return page.evaluate(TEXTS)


def cut(page):
    """Return the words of charts that reach out of their chart."""
    return page.evaluate(CUT)


def lost(page):
    """Return by how many pixels the page is too wide, and the words that are cut."""
    wide = page.evaluate("document.scrollingElement.scrollWidth - window.innerWidth")
    return max(wide, 0), cut(page)
