"""What the browser does with a list: a real table whose rows open what they name."""

HTML = """
<div class="box" tabindex="0">
 <table><caption></caption><thead></thead><tbody></tbody></table>
</div>
"""

CSS = """
.box{overflow:auto}
.box.tall{max-height:26rem}
table{border-collapse:collapse;width:100%;font-size:.9rem;line-height:1.35;color:inherit}
caption{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
th,td{text-align:left;vertical-align:top;padding:.38rem .9rem .38rem 0;
 border-bottom:1px solid var(--st-border-color)}
thead th{position:sticky;top:0;background:var(--st-background-color);font-weight:600;
 font-size:.82rem;white-space:nowrap}
thead button{all:unset;cursor:pointer;font-weight:600}
thead button:hover,thead button:focus-visible{color:var(--st-primary-color)}
tbody tr.open{cursor:pointer}
tbody tr.open:hover{background:var(--st-secondary-background-color)}
a{color:var(--st-link-color);text-decoration:none}
a:hover,a:focus-visible{text-decoration:underline}
.num{text-align:right;font-variant-numeric:tabular-nums}
.date{white-space:nowrap}
.box{container-type:inline-size}
@container (max-width:600px){
 thead{display:none}
 table,tbody,tr{display:block}
 tr{border-bottom:1px solid var(--st-border-color);padding:.38rem 0}
 td{display:inline;border:0;padding:0;font-size:.84rem;text-align:left;opacity:.85}
 td.lead{display:block;font-size:.92rem;opacity:1}
 td:empty,td.none{display:none}
 td.num::before{content:attr(data-title) ": "}
 td:not(.lead):not(.none)~td:not(.lead):not(.none)::before{content:" · "}
 td:not(.lead):not(.none)~td.num:not(.lead):not(.none)::before
 {content:" · " attr(data-title) ": "}
}
"""

JS = """
export default function ({ parentElement, data, setTriggerValue }) {
  const box = parentElement.querySelector(".box");
  const make = (tag, text) => {
    const made = document.createElement(tag);
    if (text !== undefined) made.textContent = text;
    return made;
  };
  box.classList.toggle("tall", data.tall);
  box.querySelector("caption").textContent = data.caption;
  const head = make("tr");
  for (const column of data.columns) {
    const cell = make("th");
    cell.scope = "col";
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
  const lead = Math.max(0, data.columns.findIndex((column) => column.kind === "text"));
  const rows = data.rows.map((values, number) => {
    const row = make("tr");
    const code = data.codes[number];
    values.forEach((value, place) => {
      const column = data.columns[place];
      const cell = make("td");
      cell.className = column.kind;
      cell.dataset.title = column.title;
      if (code && place === lead) {
        const address = new URL(window.location.href);
        address.searchParams.set(data.target, code);
        const link = make("a", value || data.open);
        link.href = address.href;
        link.onclick = (event) => {
          if (event.ctrlKey || event.metaKey || event.shiftKey) { event.stopPropagation(); return; }
          event.preventDefault();
        };
        cell.classList.add("lead");
        cell.append(link);
      } else {
        cell.textContent = value;
        cell.classList.toggle("none", value === "–" || value === "");
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
