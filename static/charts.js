/* What a browser does with a chart: Plotly draws it in place, again only when it has changed; charts
 * in view first, the others when the browser has nothing else to do.
 *
 * show(place, bytes, picked): draw what the bytes say (JSON: figure, config, words) in a place;
 * `picked` is called with the codes of a mark that was clicked. Returns what to do when the place
 * is gone. save(figure, options): let the reader save a figure as an image.
 */
import "./plotly-cartesian-4.1.1.min.js";

const { Plotly } = window;
const FONTS = ['14px "Source Sans"', '600 14px "Source Sans"'];
const BESIDE = 150;
const PATIENCE = 40;
const SMALLER = 0.6;
const charts = new WeakMap();
const waiting = new Set();
const fonts = Promise.allSettled(FONTS.map((font) => document.fonts.load(font)));
const idle = window.requestIdleCallback ?? ((draw) => setTimeout(draw, 30));
let asked = false;

export function show(place, bytes, picked) {
  const chart = charts.get(place) ?? begun(place);
  chart.picked = picked;
  const told = new TextDecoder().decode(bytes);
  if (told !== chart.told) {
    Object.assign(chart, JSON.parse(told), { told });
    chart.plot.setAttribute("role", chart.config.displayModeBar ? "group" : "img");
    chart.plot.setAttribute("aria-label", chart.words.alt);
    chart.button.title = chart.words.enlarge;
    chart.button.setAttribute("aria-label", chart.words.enlarge);
    fonts.then(() => arrange(chart));
  }
  return () => requestAnimationFrame(() => place.isConnected || end(place));
}

export function save(figure, options) {
  return Plotly.downloadImage(figure, options);
}

function begun(place) {
  const frame = place.querySelector(".cz-chart");
  const [plot, button] = frame.children;
  const chart = { place, frame, plot, button, drawn: false };
  chart.sizes = new ResizeObserver(() => fit(chart));
  chart.sizes.observe(frame);
  button.onclick = () => frame.requestFullscreen();
  button.hidden = !document.fullscreenEnabled;
  charts.set(place, chart);
  return chart;
}

function end(place) {
  const chart = charts.get(place);
  if (!chart) return;
  charts.delete(place);
  waiting.delete(chart);
  chart.sizes.disconnect();
  Plotly.purge(chart.plot);
}

function arrange(chart) {
  if (distance(chart) <= BESIDE) {
    draw(chart);
  } else {
    waiting.add(chart);
    later();
  }
}

function later() {
  if (asked || !waiting.size) return;
  asked = true;
  idle(() => {
    asked = false;
    const next = [...waiting].sort((one, other) => distance(one) - distance(other))[0];
    if (next) draw(next);
    later();
  }, { timeout: PATIENCE });
}

/* By how many pixels a chart is out of the window. */
function distance({ frame }) {
  const { top, bottom } = frame.getBoundingClientRect();
  return Math.max(0, top - window.innerHeight, -bottom);
}

function size({ frame, plot, figure }) {
  const { paddingTop, paddingBottom } = getComputedStyle(frame);
  const room = frame.clientHeight - parseFloat(paddingTop) - parseFloat(paddingBottom);
  const enlarged = document.fullscreenElement === frame;
  const width = Math.floor(plot.clientWidth);
  if (enlarged) return { width, height: Math.max(room, figure.layout.height) };
  const { aspect, below } = figure.layout.meta ?? {};
  const least = aspect ? Math.round(width * aspect) + below : Infinity;
  return { width, height: Math.min(least, figure.layout.height) };
}

/* What to draw: a picture that its shape makes lower has room for fewer labels and smaller marks. */
function content({ figure: { data, layout }, size }) {
  const sized = { ...layout, ...size };
  if (size.height >= layout.height) return [data, sized];
  const annotations = layout.annotations?.slice(0, layout.meta.labels);
  return [data.map(smaller), { ...sized, annotations }];
}

function smaller(trace) {
  const { marker } = trace;
  if (!Array.isArray(marker?.size)) return trace;
  return { ...trace, marker: { ...marker, size: marker.size.map((each) => each * SMALLER) } };
}

function draw(chart) {
  const { frame, plot, figure, config } = chart;
  waiting.delete(chart);
  chart.size = size(chart);
  frame.classList.toggle("cz-lower", chart.size.height < figure.layout.height);
  if (!chart.size.width || !chart.place.isConnected) return;
  Plotly.react(plot, ...content(chart), config);
  if (!chart.drawn) plot.on("plotly_click", ({ points }) => pick(chart, points[0]));
  chart.drawn = true;
}

function pick(chart, point) {
  const codes = [point?.customdata ?? []].flat();
  if (codes.some((code) => code !== null && code !== "")) chart.picked(codes);
}

function fit(chart) {
  if (!chart.figure || waiting.has(chart)) return;
  const { width, height } = size(chart);
  if (!width || (width === chart.size?.width && height === chart.size?.height)) return;
  if (!chart.drawn) {
    draw(chart);
    return;
  }
  chart.size = { width, height };
  Plotly.relayout(chart.plot, chart.size);
}

window.addEventListener("beforeprint", () => [...waiting].forEach(draw));
