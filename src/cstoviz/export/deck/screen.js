// What a screen in a room needs: slides that change by themselves, no sleep, words at the pointer.
(() => {
  "use strict";
  const SECONDS = 20, LEAST = 3, REST = 60, PATIENCE = 8000;
  let seconds = 0, lobby = false, timer = 0;

  const stop = () => { clearTimeout(timer); timer = 0; };
  const wait = (pause) => { stop(); if (seconds) timer = setTimeout(turn, (pause || seconds) * 1000); };

  // At the end of the round the page is had anew, if the server answers; else it goes on as it is.
  const renewed = async () => {
    if (!deck.served) return;
    const policy = (page) => page.querySelector("meta[http-equiv]")?.content;
    try {
      const answer = await fetch(location.href, { cache: "no-store", signal: AbortSignal.timeout(PATIENCE) });
      if (!answer.ok) return;
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      if (!page.querySelector("main .slide")) return;
      if (policy(page) !== policy(document)) { deck.write("slide", "1"); location.reload(); return; }
      document.body.replaceChildren(...page.body.childNodes);
      document.title = page.title;
      deck.collect();
    } catch { /* The network is away: what is there is shown on. */ }
  };
  const turn = async () => {
    if (deck.open() || deck.inOverview()) return wait();
    if (deck.at() < deck.count()) return deck.show(deck.at() + 1);
    await renewed();
    return deck.show(1);
  };
  const auto = (length) => {
    seconds = length;
    deck.write("auto", length ? String(length) : "");
    deck.state(length ? "autoOn" : "autoOff");
    wait();
    awake();
  };
  deck.doing.auto = () => { lobby = false; auto(seconds ? 0 : SECONDS); };

  // Whoever touches a key has the floor; a screen in a lobby goes on after a while.
  const floor = (event) => {
    if (!seconds || ["a", "A", "ф", "Ф", "Shift"].includes(event.key)) return;
    if (lobby) wait(REST); else auto(0);
  };

  let held = null;
  const awake = async () => {
    if (held && !held.released) return;
    try { held = await navigator.wakeLock?.request("screen"); } catch { held = null; }
  };

  const tip = (event) => {
    const seen = document.getElementById("tip"), mark = event.target.closest?.("[data-hint]");
    seen.hidden = !mark || deck.inOverview();
    if (seen.hidden) return;
    const [head, ...lines] = mark.dataset.hint.split("\n");
    const bold = Object.assign(document.createElement("b"), { textContent: head });
    seen.replaceChildren(bold, ...lines.map((line) => Object.assign(document.createElement("div"), { textContent: line })));
    const box = seen.getBoundingClientRect(), gap = 18;
    const left = event.clientX + gap + box.width > innerWidth ? event.clientX - gap - box.width : event.clientX + gap;
    const top = event.clientY + gap + box.height > innerHeight ? event.clientY - gap - box.height : event.clientY + gap;
    seen.style.left = `${Math.max(4, left)}px`;
    seen.style.top = `${Math.max(4, top)}px`;
  };

  // A mark opens in the dashboard what it counts or names.
  const opened = (event) => {
    const mark = event.target.closest("[data-code]"), place = mark?.closest("[data-home]");
    if (!place || deck.inOverview()) return;
    const { home, view, numbers, click } = place.dataset, { code } = mark.dataset;
    const counts = view && (numbers || "").split(" ").includes(code.split("~")[0]);
    const key = counts ? "behind" : click;
    if (!key) return;
    const address = new URL(home);
    address.searchParams.set(key, counts ? `${view}~${code}` : code);
    open(address, "_blank", "noopener");
  };

  document.addEventListener("slide", () => { wait(); const seen = document.getElementById("tip"); seen.hidden = true; });
  document.addEventListener("started", () => {
    const wanted = deck.asked().get("auto");
    addEventListener("keydown", floor);
    addEventListener("click", floor);
    addEventListener("click", opened);
    addEventListener("pointermove", tip);
    addEventListener("pointerdown", tip);
    document.addEventListener("visibilitychange", () => { if (!document.hidden) awake(); });
    awake();
    if (wanted === null) return;
    lobby = true;
    auto(Math.max(LEAST, Number(wanted) || SECONDS));
  });
})();
