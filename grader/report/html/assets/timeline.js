// Steps through the interleavings of a page and draws their arrows; without this script they are plain tables.
const SVG = "http://www.w3.org/2000/svg";
const calm = matchMedia("(prefers-reduced-motion: reduce)");

function shape(name, attributes, text) {
  const node = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
  if (text) node.textContent = text;
  return node;
}

// How an arrow looks, by what its two steps do.
function kindOf(from, to) {
  if (["spawn", "fork", "exit"].includes(from) || to === "join") return "order";
  if (from === "notify" || to === "wake") return "notify";
  return to === "receive" ? "pipe" : "lock";
}

class Timeline {
  constructor(node) {
    this.node = node;
    this.canvas = node.querySelector(".canvas");
    this.stage = node.querySelector(".stage");
    this.rows = [...node.querySelectorAll("tr.step")];
    this.states = [...node.querySelectorAll(".state")];
    this.now = node.querySelector("p.now");
    this.at = -1;
    this.byNumber = new Map(this.rows.map((row) => [row.dataset.n, row]));
    this.rows.forEach((row, place) => row.addEventListener("click", (event) => {
      event.preventDefault();
      this.select(place);
    }));
    node.querySelector(".controls").hidden = false;
    for (const button of node.querySelectorAll("button[data-move]"))
      button.addEventListener("click", () => this.move(button.dataset.move));
    node.addEventListener("keydown", (event) => this.key(event));
    this.svg = shape("svg", { class: "arrows", "aria-hidden": "true" });
    this.canvas.append(this.svg);
    new ResizeObserver(() => this.draw()).observe(node.querySelector("table"));
    this.disable();
  }

  move(name) {
    const last = this.rows.length - 1;
    const to = { first: 0, back: Math.max(0, this.at - 1), on: Math.min(last, this.at + 1), last }[name];
    if (to !== undefined) this.select(to);
  }

  key(event) {
    if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const move = {
      ArrowDown: "on", ArrowRight: "on", j: "on", ArrowUp: "back", ArrowLeft: "back", k: "back", Home: "first", End: "last",
    }[event.key];
    if (!move) return;
    event.preventDefault();
    event.stopPropagation();
    this.move(move);
  }

  disable() {
    for (const button of this.node.querySelectorAll("button[data-move]")) {
      const back = ["first", "back"].includes(button.dataset.move);
      button.disabled = back ? this.at === 0 : this.at === this.rows.length - 1;
    }
  }

  select(place) {
    if (document.activeElement?.disabled) this.node.focus();
    this.at = place;
    this.node.classList.add("stepping");
    active = this;
    this.rows.forEach((row, other) => {
      row.classList.toggle("current", other === place);
      row.classList.toggle("later", other > place);
      if (other === place) row.setAttribute("aria-current", "step");
      else row.removeAttribute("aria-current");
    });
    const row = this.rows[place];
    this.now.textContent = row.dataset.say;
    this.showStates();
    this.show(row);
    showLine(row.dataset.line);
    const hadFocus = this.node.contains(document.activeElement);
    this.disable();
    if (hadFocus && !this.node.contains(document.activeElement)) this.node.focus({ preventScroll: true });
    this.draw();
  }

  // What each task holds or waits for after the current step.
  showStates() {
    const states = this.states.map(() => "");
    for (const row of this.rows.slice(0, this.at + 1)) states[row.dataset.lane] = row.dataset.state;
    this.states.forEach((state, lane) => { state.textContent = states[lane]; });
  }

  // Scrolls inside the stage only, so that the page stays where it is.
  show(row) {
    const head = this.node.querySelector("thead").offsetHeight;
    const box = row.getBoundingClientRect();
    const stage = this.stage.getBoundingClientRect();
    if (box.top < stage.top + head) this.stage.scrollTop -= stage.top + head - box.top + 8;
    if (box.bottom > stage.bottom) this.stage.scrollTop += box.bottom - stage.bottom + 8;
    const chip = row.querySelector(".chip").getBoundingClientRect();
    if (chip.left < stage.left) this.stage.scrollLeft -= stage.left - chip.left + 24;
    if (chip.right > stage.right) this.stage.scrollLeft += chip.right - stage.right + 24;
  }

  box(row) {
    const canvas = this.canvas.getBoundingClientRect();
    const chip = row.querySelector(".chip").getBoundingClientRect();
    return {
      left: chip.left - canvas.left, right: chip.right - canvas.left, middle: (chip.top + chip.bottom) / 2 - canvas.top,
      lane: Number(row.dataset.lane), cell: row.querySelector(".here").getBoundingClientRect().left - canvas.left,
      end: row.querySelector(".here").getBoundingClientRect().right - canvas.left,
    };
  }

  // From the side of one step over to the gutter beside the other lane, down, and into the other step: no step is crossed.
  route(from, to, offset) {
    const right = to.lane > from.lane;
    const start = right ? from.right : from.left;
    const end = right ? to.left : to.right;
    const gutter = right ? Math.min(to.cell + 2 + offset, to.left - 10) : Math.max(to.end - 2 - offset, to.right + 10);
    const turn = right ? 6 : -6;
    const tip = right ? end - 7 : end + 7;
    return {
      path: `M${start} ${from.middle} H${gutter - turn} Q${gutter} ${from.middle} ${gutter} ${from.middle + 6} ` +
        `V${to.middle - 6} Q${gutter} ${to.middle} ${gutter + turn / 2} ${to.middle} H${tip}`,
      head: `M${end} ${to.middle} L${tip} ${to.middle - 4.5} L${tip} ${to.middle + 4.5} Z`,
      back: `M${start} ${from.middle} L${start + (right ? 7 : -7)} ${from.middle - 4.5} L${start + (right ? 7 : -7)} ${from.middle + 4.5} Z`,
      gutter,
    };
  }

  draw() {
    this.svg.replaceChildren();
    const current = this.rows[this.at];
    let turn = 0;
    for (const row of this.rows)
      for (const n of row.dataset.after.split(" ")) {
        const before = this.byNumber.get(n);
        if (!before || before.dataset.lane === row.dataset.lane) continue;
        const lit = row === current || before === current ? " lit" : "";
        const kind = kindOf(before.dataset.op, row.dataset.op);
        const { path, head } = this.route(this.box(before), this.box(row), 4 * (turn++ % 3));
        this.svg.append(shape("path", { class: kind + lit, d: path }), shape("path", { class: "head", d: head }));
      }
    const conflict = this.rows.filter((row) => row.classList.contains("conflict"));
    for (let i = 1; i < conflict.length; ++i) {
      if (conflict[i - 1].dataset.lane === conflict[i].dataset.lane) continue;
      const { path, head, back } = this.route(this.box(conflict[i - 1]), this.box(conflict[i]), 8);
      this.svg.append(shape("path", { class: "no-order", d: path }), shape("path", { class: "no-order-head", d: head }),
        shape("path", { class: "no-order-head", d: back }));
    }
  }
}

function showLine(id) {
  for (const line of document.querySelectorAll(".listing tr.now")) line.classList.remove("now");
  const line = id && document.getElementById(id);
  if (!line) return;
  line.classList.add("now");
  const column = document.querySelector(".source-column");
  if (getComputedStyle(column).position !== "sticky") return;
  const box = line.getBoundingClientRect();
  const frame = column.getBoundingClientRect();
  const bottom = Math.min(frame.bottom, innerHeight);
  if (box.top < frame.top + 40 || box.bottom > bottom - 40)
    column.scrollBy({ top: box.top - (frame.top + bottom) / 2, behavior: calm.matches ? "auto" : "smooth" });
}

const timelines = [...document.querySelectorAll(".timeline")].map((node) => new Timeline(node));
let active = timelines[0];

// The arrow keys step without a click where nothing else wants them.
document.addEventListener("keydown", (event) => {
  const free = document.activeElement === document.body || document.activeElement === null;
  if (free && active && ["ArrowLeft", "ArrowRight"].includes(event.key)) active.key(event);
});
addEventListener("beforeprint", () => timelines.forEach((timeline) => timeline.draw()));
