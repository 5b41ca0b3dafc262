// The slides one after another: keys, the number in the address, all slides, what lies over them.
const deck = (() => {
  "use strict";
  const root = document.documentElement;
  const PHONE = matchMedia("(max-width: 700px) and (orientation: portrait)");
  const EDGE = 0.12, SWIPE = 60, PATIENCE = 2000;
  const SERVED = location.protocol.startsWith("http");
  const LETTERS = { o: "overview", t: "table", n: "notes", f: "screen", a: "auto", d: "theme", b: "black", ".": "black" };
  const MOVES = {
    ArrowRight: 1, ArrowDown: 1, PageDown: 1, ArrowLeft: -1, ArrowUp: -1, PageUp: -1,
    Home: -Infinity, End: Infinity,
  };
  const doing = {};
  let slides = [], now = 1, typed = "", typing = 0, touched = 0, letters = true;

  // What the address asks for: in its query where a server gave the page, else after its "#".
  const asked = () => {
    const found = new URLSearchParams(location.hash.slice(1));
    for (const [key, value] of new URLSearchParams(location.search)) if (!found.has(key)) found.set(key, value);
    return found;
  };
  const write = (key, value) => {
    const url = new URL(location.href);
    const held = new URLSearchParams(SERVED ? url.search : url.hash.slice(1));
    if (value === "") held.delete(key); else held.set(key, value);
    url[SERVED ? "search" : "hash"] = held.toString();
    history.replaceState(null, "", url);
  };

  const dark = matchMedia("(prefers-color-scheme: dark)");
  const theme = () => {
    const wanted = asked().get("theme");
    root.dataset.theme = ["dark", "light"].includes(wanted) ? wanted : dark.matches ? "dark" : "light";
  };
  dark.addEventListener("change", theme);
  doing.theme = () => { write("theme", root.dataset.theme === "dark" ? "light" : "dark"); theme(); };

  const $ = (id) => document.getElementById(id);
  const say = (words) => { $("says").textContent = words; };
  const state = (name) => say($("says").dataset[name]);
  const open = () => document.querySelector("dialog[open]");
  const inOverview = () => root.classList.contains("overview");
  const clamped = (n) => Math.min(Math.max(Math.round(n) || 1, 1), slides.length);

  const show = (n, quiet) => {
    const before = slides[now - 1];
    now = clamped(n);
    const here = slides[now - 1];
    slides.forEach((slide) => { slide.hidden = slide !== here && !PHONE.matches && !inOverview(); });
    if (PHONE.matches && !quiet) here.scrollIntoView();
    if (before !== here && before.contains(document.activeElement)) here.focus({ preventScroll: true });
    write("slide", String(now));
    if (!quiet) say(here.dataset.says);
    for (const name of ["table", "notes"]) $("controls").querySelector(`[data-do=${name}]`).hidden = !here.dataset[name];
    document.dispatchEvent(new Event("slide"));
  };
  doing.next = () => show(now + 1);
  doing.back = () => show(now - 1);

  const over = (id) => {
    const wanted = id && $(id), seen = open();
    if (seen) seen.close();
    if (wanted && wanted !== seen) { wanted.showModal(); wanted.querySelector(".inner").scrollTop = 0; }
  };
  doing.close = () => over("");
  doing.table = (from) => over((from || slides[now - 1]).dataset.table);
  doing.notes = (from) => over((from || slides[now - 1]).dataset.notes);
  doing.sources = () => over("sources");
  doing.help = () => over("keys");
  doing.screen = () => {
    const done = document.fullscreenElement ? document.exitFullscreen() : root.requestFullscreen?.();
    done?.catch(() => {});
  };

  const overview = (on) => {
    root.classList.toggle("overview", on);
    for (const slide of slides) {
      slide.querySelector(".sheet").inert = on;
      slide.querySelector(".open").hidden = !on;
    }
    show(now, on);
    if (!on) return;
    state("overview");
    slides[now - 1].querySelector(".open").focus();
  };
  doing.overview = () => overview(!inOverview());

  // From one small picture to another by the arrow keys.
  const wander = (key) => {
    const at = slides.findIndex((slide) => slide.contains(document.activeElement));
    const across = getComputedStyle(slides[0].parentElement).gridTemplateColumns.split(" ").length;
    const steps = { ArrowDown: across, ArrowUp: -across };
    const to = clamped((at < 0 ? now : at + 1) + (steps[key] ?? MOVES[key]));
    slides[to - 1].querySelector(".open").focus();
  };

  const black = (on) => {
    const there = document.querySelector(".black");
    if (on && !there) document.body.append(Object.assign(document.createElement("div"), { className: "black" }));
    if (!on && there) there.remove();
    state(on ? "blackOn" : "blackOff");
  };
  doing.black = () => black(!document.querySelector(".black"));

  const digit = (key) => {
    clearTimeout(typing);
    typed = (typed + key).slice(-3);
    hint(typed);
    typing = setTimeout(() => { typed = ""; }, PATIENCE);
  };
  // The letter of a key: what it writes, or where it lies on a keyboard of another alphabet.
  const letter = (event) => /^[a-z.?]$/i.test(event.key) ? event.key.toLowerCase() :
    event.key.length === 1 && event.code.startsWith("Key") ? event.code.slice(3).toLowerCase() : "";

  const known = (event) => {
    const { key } = event, name = letter(event);
    if (key === "Enter" && typed) return () => { const n = typed; typed = ""; if (inOverview()) overview(false); show(Number(n)); };
    if (key === "Escape") return () => overview(!inOverview());
    if (inOverview() && key in MOVES) return () => wander(key);
    if (key in MOVES) return () => show(now + MOVES[key]);
    if (key === " " && !event.target.closest("button, input")) return () => show(now + (event.shiftKey ? -1 : 1));
    if (key === "?") return doing.help;
    if (letters && /^\d$/.test(key)) return () => digit(key);
    return letters && LETTERS[name] ? () => doing[LETTERS[name]]() : null;
  };
  const pressed = (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (open()) {
      const same = { t: "table", n: "notes", "?": "keys" }[letter(event)];
      if (letters && same && open().id.startsWith(same) && event.target.type !== "checkbox") over("");
      return;
    }
    const act = document.querySelector(".black") && event.key !== "Shift" ? () => black(false) : known(event);
    if (!act) return;
    event.preventDefault();
    act();
  };

  let hiding = 0;
  const hint = (words) => {
    const seen = $("hint");
    seen.dataset.first ??= seen.textContent;
    seen.textContent = words || seen.dataset.first;
    seen.classList.add("seen");
    clearTimeout(hiding);
    hiding = setTimeout(() => seen.classList.remove("seen"), PATIENCE);
  };

  const clicked = (event) => {
    const button = event.target.closest("[data-do]"), small = event.target.closest(".open");
    if (small) { now = slides.indexOf(small.parentElement) + 1; overview(false); return say(slides[now - 1].dataset.says); }
    if (event.target.matches("dialog")) return over("");
    if (button) return doing[button.dataset.do](button.closest(".slide"));
    if (document.querySelector(".black")) return black(false);
    if (event.target.closest("a, button, label, dialog, [data-code]") || inOverview() || PHONE.matches) return undefined;
    const part = event.clientX / innerWidth;
    if (part > 1 - EDGE) return doing.next();
    if (part < EDGE) return doing.back();
    if (event.pointerType === "touch") reach();
    return undefined;
  };
  // On a touch screen a tap shows the buttons that the keyboard finds with Tab.
  const reach = () => {
    $("controls").classList.add("touched");
    clearTimeout(touched);
    touched = setTimeout(() => $("controls").classList.remove("touched"), 2 * PATIENCE);
  };
  let from = null;
  const swiped = (event) => {
    const end = event.changedTouches[0];
    const [x, y] = from ? [end.clientX - from.clientX, end.clientY - from.clientY] : [0, 0];
    from = null;
    if (PHONE.matches || open() || inOverview() || visualViewport.scale > 1) return;
    if (Math.abs(x) > SWIPE && Math.abs(x) > 2 * Math.abs(y)) show(now + (x < 0 ? 1 : -1));
  };

  const collect = () => {
    slides = [...document.querySelectorAll(".slide")];
    // A title inside of a picture would show as a tooltip beside the page's own.
    for (const title of document.querySelectorAll("svg > title")) {
      title.parentElement.setAttribute("aria-label", title.textContent);
      title.parentElement.removeAttribute("aria-labelledby");
      const more = title.parentElement.querySelector("desc");
      if (more) title.parentElement.setAttribute("aria-describedby", more.id);
      title.remove();
    }
  };
  const start = () => {
    collect();
    now = clamped(Number(asked().get("slide")));
    show(now, true);
    if (PHONE.matches && now > 1) slides[now - 1].scrollIntoView();
    root.classList.add("started");
    addEventListener("keydown", pressed);
    addEventListener("click", clicked);
    addEventListener("hashchange", () => { theme(); show(Number(asked().get("slide")), true); });
    addEventListener("pointermove", (event) => { if (event.pointerType === "mouse" && !inOverview()) hint(""); });
    addEventListener("touchstart", (event) => { from = event.touches.length === 1 ? event.touches[0] : null; }, { passive: true });
    addEventListener("touchend", swiped, { passive: true });
    PHONE.addEventListener("change", () => show(now, true));
    addEventListener("change", (event) => { if (event.target.id === "letters") letters = event.target.checked; });
    document.dispatchEvent(new Event("started"));
  };

  root.classList.add("live");
  theme();
  addEventListener("DOMContentLoaded", start);
  return { asked, write, show, state, collect, open, doing, at: () => now, count: () => slides.length, served: SERVED, inOverview };
})();
