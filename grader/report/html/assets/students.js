// Sorts and filters the table of students; without this script it is a plain table.
const table = document.querySelector("table.students");
const body = table.tBodies[0];
const rows = [...body.rows].map((row, place) => ({
  row, place, text: row.textContent.toLowerCase(), verdict: row.dataset.verdict, lesson: row.dataset.lesson,
}));
const headings = [...table.tHead.rows[0].cells];
const letters = new Intl.Collator(document.documentElement.lang, { numeric: true, sensitivity: "base" });

// Rows that are not in sight need no layout, but a table's own boxes cannot skip it: these rows become grids, and say
// what they are.
if (rows.length > 500) {
  table.classList.add("many");
  table.setAttribute("role", "table");
  for (const group of [table.tHead, body]) group.setAttribute("role", "rowgroup");
  for (const row of table.rows) {
    row.setAttribute("role", "row");
    for (const cell of row.cells)
      cell.setAttribute("role", cell.tagName === "TD" ? "cell" : cell.scope === "col" ? "columnheader" : "rowheader");
  }
}

function key(row, column, numeric) {
  const cell = row.cells[column];
  return numeric ? Number(cell.dataset.sort) : cell.textContent;
}

function sort(column) {
  const heading = headings[column];
  const numeric = heading.dataset.key === "number";
  const down = heading.getAttribute("aria-sort") === "ascending";
  for (const other of headings) other.removeAttribute("aria-sort");
  heading.setAttribute("aria-sort", down ? "descending" : "ascending");
  for (const entry of rows) entry.key = key(entry.row, column, numeric);
  const compare = numeric ? (a, b) => a.key - b.key : (a, b) => letters.compare(a.key, b.key);
  rows.sort((a, b) => (down ? compare(b, a) : compare(a, b)) || a.place - b.place);
  const sorted = document.createDocumentFragment();
  for (const entry of rows) sorted.append(entry.row);
  body.append(sorted);
}

headings.forEach((heading, column) => {
  const button = document.createElement("button");
  button.type = "button";
  button.append(...heading.childNodes);
  heading.append(button);
  button.addEventListener("click", () => sort(column));
});

const text = document.getElementById("text-filter");
const verdict = document.getElementById("verdict-filter");
const lesson = document.getElementById("lesson-filter");
const count = document.getElementById("shown-count");

function filter() {
  const words = text.value.toLowerCase().split(/\s+/).filter(Boolean);
  let shown = 0;
  for (const entry of rows) {
    const fits = (!verdict.value || entry.verdict === verdict.value) && (!lesson?.value || entry.lesson === lesson.value) &&
      words.every((word) => entry.text.includes(word));
    if (entry.row.hidden === fits) entry.row.hidden = !fits;
    if (fits) ++shown;
  }
  count.textContent = count.dataset.text.replace("##", rows.length).replace("#", shown);
}

for (const control of [text, verdict, lesson])
  for (const change of ["input", "change"]) control?.addEventListener(change, filter);
document.querySelector(".filters").hidden = false;
filter();

// "Found most often" leads to those who have it.
for (const link of document.querySelectorAll("a[data-find]"))
  link.addEventListener("click", () => {
    text.value = link.dataset.find;
    filter();
  });
