"""What the browser does for a whole page: language, announcements, what a reader prefers."""

from cstoviz.ui.focus import RETURN

PAGE = (
    RETURN
    + """
  const { lang, said, ways, chosen } = data;
  document.documentElement.lang = lang;

  const live = document.getElementById("cz-live") ?? document.createElement("div");
  if (!live.id) {
    Object.assign(live, { id: "cz-live", role: "status" });
    live.setAttribute("aria-live", "polite");
    live.dataset.liveAnnouncer = "true";
    live.style.cssText = "position:fixed;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)";
    document.body.append(live);
  } else if (live.dataset.said !== said) {
    live.textContent = said;
  }
  live.dataset.said = said;

  const kept = (() => {
    try {
      if (chosen) localStorage.setItem("cstoviz", JSON.stringify(ways));
      return JSON.parse(localStorage.getItem("cstoviz") ?? "{}");
    } catch (refused) {
      return {};
    }
  })();
  const here = new URL(window.location.href);
  const before = here.href;
  if (!window.cstovizArrived && !chosen) {
    for (const [key, value] of Object.entries(kept)) {
      if (!here.searchParams.has(key)) here.searchParams.set(key, value);
    }
  }
  window.cstovizArrived = true;
  const asked = here.href !== before && Object.entries(kept).some(([key, value]) =>
    here.searchParams.get(key) === value && ways[key] !== value);
  if (!here.searchParams.has("lang")) here.searchParams.set("lang", lang);
  if (asked) {
    window.location.replace(here);
  } else if (here.href !== before) {
    window.history.replaceState(window.history.state, "", here);
  }
"""
)
"""JavaScript for a component that every page has once.

`data`: lang; said (filter and count in words, announced when it changes); ways (the reader's, as in
the address); chosen (whether the reader set one now). What was chosen is kept by the browser and
asked for at the next arrival by an address that says nothing of it.
"""
