"""What the browser does with a list: a real table whose rows open what they name."""

from cstoviz.ui.focus import REMEMBER

HTML = """
<div class="box" tabindex="0">
 <table role="table"><caption></caption><thead role="rowgroup"></thead>
 <tbody role="rowgroup"></tbody></table>
</div>
"""

CSS = """
.box{overflow:auto}
.box.tall{max-height:26rem}
.box.fill{max-height:calc(100vh - 15.5rem);min-height:12rem}
table{border-collapse:collapse;width:100%;font-size:.9rem;line-height:1.35;color:inherit}
caption{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
th,td{text-align:left;vertical-align:top;padding:.38rem .9rem .38rem 0;
 border-bottom:1px solid var(--st-border-color)}
thead th{position:sticky;top:0;background:var(--st-background-color);font-weight:600;
 font-size:.82rem;white-space:nowrap}
thead button{all:unset;cursor:pointer;font-weight:600}
thead button:hover,thead button:focus-visible{color:var(--st-primary-color)}
tbody th{font-weight:400;overflow-wrap:anywhere;min-width:10rem}
tbody tr.open{cursor:pointer}
tbody tr.open:hover{background:var(--st-secondary-background-color)}
a{color:var(--st-link-color);text-decoration:none}
a:hover,a:focus-visible{text-decoration:underline}
.num{text-align:right;font-variant-numeric:tabular-nums}
.date{white-space:nowrap}
.links a{display:block;font-size:.84rem}
mark{background:#F6D365;color:#1B2430;padding:0 .1em;border-radius:2px}
.box{container-type:inline-size}
@container (max-width:720px){
 .cards thead{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
 .cards.sorts thead{position:static;width:auto;height:auto;clip-path:none}
 .sorts thead,.cards table,.cards tbody,.cards tr{display:block}
 .sorts thead tr{display:flex;flex-wrap:wrap;gap:.1rem 1rem}
 .sorts thead th{position:static;border:0;padding:.2rem 0}
 .cards tr{border-bottom:1px solid var(--st-border-color);padding:.38rem 0}
 .cards td,.cards tbody th
 {display:inline;border:0;padding:0;font-size:.84rem;text-align:left;opacity:.85}
 .cards .lead{display:block;font-size:.92rem;opacity:1}
 .cards td:empty,.cards td.none{display:none}
 .cards td.links a{display:inline;font-size:inherit}
 .cards td.links a:not(:last-child)::after{content:", "}
 .cards td.num::before{content:attr(data-title) ": "}
 .cards :is(td,th):not(.lead):not(.none)~td:not(.none)::before{content:" · "}
 .cards :is(td,th):not(.lead):not(.none)~td.num:not(.none)::before
 {content:" · " attr(data-title) ": "}
}
"""

JS = (
    """
export default function ({ parentElement, data, setTriggerValue }) {
"""
    + REMEMBER
    + """
  const box = parentElement.querySelector(".box");
  const role = { tr: "row", td: "cell" };
  const make = (tag, text) => {
    const made = document.createElement(tag);
    if (role[tag]) made.setAttribute("role", role[tag]);
    if (text !== undefined) made.textContent = text;
    return made;
  };
  if (data.tall) box.classList.add(data.tall);
  box.classList.toggle("cards", data.codes.length > 0);
  box.classList.toggle("sorts", data.columns.some((column) => column.next));
  box.querySelector("caption").textContent = data.caption;
  const head = make("tr");
  for (const column of data.columns) {
    const cell = make("th");
    cell.scope = "col";
    cell.setAttribute("role", "columnheader");
    cell.className = column.kind;
    if (column.next) {
      const arrow = { ascending: " ↑", descending: " ↓" }[column.sort] || "";
      const button = make("button", column.title + arrow);
      button.type = "button";
      button.onclick = () => setTriggerValue("sorted", column.next);
      if (column.sort) cell.ariaSort = column.sort;
      cell.append(button);
    } else {
      cell.textContent = column.title;
    }
    head.append(cell);
  }
  box.querySelector("thead").replaceChildren(head);
  const follow = (link, trigger, key, code) => {
    const address = new URL(window.location.href);
    address.searchParams.set(key, code);
    link.href = address.href;
    remember(link, code);
    link.onclick = (event) => {
      event.stopPropagation();
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      setTriggerValue(trigger, code);
    };
    return link;
  };
  const inside = (cell, value) => {
    if (value && value.links) {
      for (const [name, url] of value.links) {
        const link = make("a", name);
        if (!/^https?:/i.test(url)) { cell.append(make("span", name)); continue; }
        link.href = url;
        link.target = "_blank";
        link.rel = "noopener noreferrer";
        link.title = url;
        link.onclick = (event) => event.stopPropagation();
        cell.append(link);
      }
      cell.classList.add("links");
    } else if (value && value.number) {
      cell.append(follow(make("a", value.text), "counted", data.behind, value.number));
    } else {
      marked(cell, value);
      cell.classList.toggle("none", value === "–" || value === "");
    }
  };
  const marked = (cell, value) => {
    for (const piece of value.split("\ue000")) {
      const [hit, rest] = piece.includes("\ue001") ? piece.split("\ue001") : ["", piece];
      if (hit) cell.append(make("mark", hit));
      cell.append(document.createTextNode(rest));
    }
  };
  const lead = Math.max(0, data.columns.findIndex((column) => column.kind === "text"));
  const rows = data.rows.map((values, number) => {
    const row = make("tr");
    const code = data.codes[number];
    values.forEach((value, place) => {
      const column = data.columns[place];
      const cell = make(place === lead ? "th" : "td");
      if (place === lead) {
        cell.scope = "row";
        cell.setAttribute("role", "rowheader");
      }
      cell.className = column.kind;
      cell.dataset.title = column.title;
      if (code && place === lead) {
        const link = make("a");
        marked(link, value || data.open);
        cell.classList.add("lead");
        cell.append(follow(link, "picked", data.target, code));
      } else {
        inside(cell, value);
      }
      row.append(cell);
    });
    if (code) {
      row.className = "open";
      row.onclick = () => setTriggerValue("picked", code);
    }
    return row;
  });
  box.querySelector("tbody").replaceChildren(...rows);
}
"""
)
