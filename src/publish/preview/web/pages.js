// The pages: where they lie, how large they are, and their pictures.

const MM = 96 / 25.4; // CSS pixels at 100 %
const STEPS = [.25, .33, .5, .67, .75, .9, 1, 1.1, 1.25, 1.5, 1.75, 2, 2.5, 3, 4];
const AIR = 52; // pixels around the pages, so that nothing touches an edge
const SVG = "http://www.w3.org/2000/svg";
const calm = matchMedia("(prefers-reduced-motion: reduce)");

export const room = document.querySelector("#pages");
const ground = document.querySelector("#leaves");

/** What is told of a change of page, of zoom or view, or of a page that came into sight. */
export const events = new EventTarget();
export const leaves = [];
export const view = { spreads: innerWidth > 1100, fit: "width", zoom: 1 };
let shown = 0;
let sharpening = 0;

export function svg(name, attributes, parent) {
  const element = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  parent?.append(element);
  return element;
}

/** A box on a page, with some air around it, in millimetres. */
export function rect([left, top, width, height], name, parent, air = 0) {
  const [x, y] = [left - air, top - air];
  return svg("rect", { x, y, width: width + 2 * air, height: height + 2 * air, class: name }, parent);
}

function element(name, className, parent) {
  const made = document.createElement(name);
  made.className = className;
  parent?.append(made);
  return made;
}

function newLeaf(number) {
  const article = element("article", "leaf");
  const sheet = element("div", "sheet", article);
  const picture = element("img", "", sheet);
  picture.draggable = false;
  const over = svg("svg", { class: "over", "aria-hidden": "true" }, sheet);
  const layers = Object.fromEntries(["spots", "hits", "marks"].map((name) => [name, svg("g", {}, over)]));
  const leaf = { number, article, sheet, picture, over, layers, seen: false, changed: false, spots: null,
    folio: element("p", "folio", article), text: element("div", "unseen", article) };
  article.id = `page-${number + 1}`;
  article.tabIndex = -1;
  article.leaf = leaf;
  sight.observe(article);
  return leaf;
}

/** The name of a page for those who do not see it. */
export function nameOf({ number, page, unread }) {
  return `Page ${number + 1}${page.label ? `, folio ${page.label}` : ""}${unread ? ", not proved yet" : ""}`;
}

function dress(leaf, page, unread) {
  const { number, article } = leaf;
  Object.assign(leaf, { page, unread });
  article.className = `leaf ${number % 2 ? "verso" : "recto"}${leaf.changed ? " changed" : ""}`;
  article.setAttribute("aria-label", nameOf(leaf));
  article.style.setProperty("--width", page.width);
  article.style.setProperty("--height", page.height);
  leaf.picture.alt = nameOf(leaf);
  leaf.over.setAttribute("viewBox", `0 0 ${page.width} ${page.height}`);
  leaf.folio.textContent = `${page.label || number + 1}${unread ? " · not proved yet" : ""}`;
}

/** Whether pages stand where they stood, whatever is on them now. */
function lieAs(pages) {
  return pages.length === leaves.length && pages.every(({ width, height }, number) => {
    const { page } = leaves[number];
    return width === page.width && height === page.height;
  });
}

/** Show pages, of which nobody has read some yet, and stay at the same place; gives whether there were any before. */
export function show(pages, unread) {
  const before = leaves.length;
  const same = pages.every(({ digest }, number) => digest === leaves[number]?.page.digest);
  const moved = !lieAs(pages);
  const place = moved ? here() : null;
  while (leaves.length > pages.length) {
    const gone = leaves.pop();
    sight.unobserve(gone.article);
    gone.article.remove();
  }
  pages.forEach((page, number) => {
    const leaf = leaves[number] ?? leaves[leaves.push(newLeaf(number)) - 1];
    const other = leaf.page !== undefined && leaf.page.digest !== page.digest;
    if (other) clear(leaf);
    const changed = same ? leaf.changed : other; // what changed stays marked when it is proved
    const outdated = changed !== leaf.changed || unread.has(number) !== leaf.unread || leaf.page?.label !== page.label;
    Object.assign(leaf, { changed, spots: null });
    if (other || outdated) dress(leaf, page, unread.has(number));
  });
  if (moved) {
    lay();
    back(place);
  }
  for (const leaf of leaves) if (leaf.seen) draw(leaf);
  return before > 0;
}

/** What stood on a page is not there any more. */
function clear(leaf) {
  for (const layer of Object.values(leaf.layers)) layer.replaceChildren();
  leaf.text.replaceChildren();
}

/** Lay the pages in rows: one by one, or left and right ones side by side with the cover alone. */
function lay() {
  const rows = [];
  leaves.forEach(({ article }, number) => {
    if (!view.spreads || number === 0 || number % 2) rows.push([]);
    rows.at(-1).push(article);
  });
  ground.className = view.spreads ? "" : "single";
  ground.replaceChildren(...rows.map((row) => {
    const spread = element("div", "spread");
    spread.append(...row);
    for (const side of ["--width", "--height"]) spread.style.setProperty(side, row[0].style.getPropertyValue(side));
    return spread;
  }));
  scale();
}

function scale() {
  if (leaves.length) {
    const { width, height } = leaves[0].page;
    const across = (room.clientWidth - AIR) / (width * (view.spreads ? 2 : 1) * MM);
    const down = (room.clientHeight - AIR - 12) / (height * MM);
    if (view.fit === "width") view.zoom = across;
    if (view.fit === "page") view.zoom = Math.min(across, down);
  }
  view.zoom = Math.min(5, Math.max(.1, view.zoom));
  for (const spread of ground.children) spread.style.setProperty("--scale", scaleOf(spread));
  clearTimeout(sharpening);
  sharpening = setTimeout(() => { for (const leaf of leaves) if (leaf.seen) draw(leaf); }, 160);
  events.dispatchEvent(new Event("view"));
}

/** Pixels for a millimetre; where the width is to fit, a turned page that is wider than the others fits too. */
function scaleOf(spread) {
  const width = [...spread.children].reduce((sum, { leaf }) => sum + leaf.page.width, 0);
  const most = view.fit ? (room.clientWidth - AIR) / width : Infinity;
  return Math.min(view.zoom * MM, most);
}

/** Change zoom, fit or view, and stay at the same place. */
export function look(changes) {
  const place = here();
  const turned = changes.spreads !== undefined && changes.spreads !== view.spreads;
  Object.assign(view, changes);
  if (turned) lay(); else scale();
  back(place);
}

export function zoom(direction) {
  const next = direction > 0 ? STEPS.find((step) => step > view.zoom + .01)
    : STEPS.findLast((step) => step < view.zoom - .01);
  if (next) look({ fit: "", zoom: next });
}

// Pictures: fetched for pages in sight, as sharp as the screen, and let go of when they are far away

const sight = new IntersectionObserver((entries) => {
  for (const { target, isIntersecting } of entries) {
    target.leaf.seen = isIntersecting;
    if (isIntersecting) appear(target.leaf);
    else target.leaf.picture.removeAttribute("src");
  }
}, { root: room, rootMargin: "60% 0px" });

/** First the picture, then what stands where on it. */
async function appear(leaf) {
  await draw(leaf);
  if (leaf.seen) events.dispatchEvent(new CustomEvent("sight", { detail: leaf }));
}

async function draw(leaf) {
  const width = Math.round(leaf.sheet.getBoundingClientRect().width * devicePixelRatio);
  const source = `/page/${leaf.page.digest}.png?width=${Math.min(width, 4000)}`;
  leaf.wanted = source;
  if (leaf.picture.getAttribute("src") === source) return;
  const next = new Image();
  next.src = source;
  await next.decode().catch(() => {}); // whatever keeps it from being decoded now, the page itself may try
  if (leaf.wanted === source && leaf.seen) leaf.picture.src = source;
}

// Where one is

function here() {
  const leaf = leaves[shown];
  if (!leaf?.article.isConnected) return null;
  const sheet = leaf.sheet.getBoundingClientRect();
  const frame = room.getBoundingClientRect();
  const across = breadth(leaf);
  return { number: shown, down: sheet.height ? (frame.top - sheet.top) / sheet.height : 0,
    across: across.width ? (frame.left + room.clientWidth / 2 - across.left) / across.width : .5 };
}

/** From the left edge of a page's row to its right one. */
function breadth(leaf) {
  const [first, last] = [leaf.article.parentElement.firstChild, leaf.article.parentElement.lastChild]
    .map((article) => article.getBoundingClientRect());
  return { left: first.left, width: last.right - first.left };
}

function back(place) {
  const leaf = place && leaves[Math.min(place.number, leaves.length - 1)];
  if (!leaf) return;
  const sheet = leaf.sheet.getBoundingClientRect();
  const frame = room.getBoundingClientRect();
  const across = breadth(leaf);
  room.scrollTop += sheet.top + place.down * sheet.height - frame.top;
  room.scrollLeft += across.left + place.across * across.width - frame.left - room.clientWidth / 2;
}

/** The number of the page that one looks at, from 0. */
export function current() {
  return shown;
}

function notice() {
  const line = room.getBoundingClientRect().top + Math.min(room.clientHeight * .2, 140); // a turned page is low
  let found = leaves.findIndex(({ sheet }) => sheet.getBoundingClientRect().bottom > line);
  if (found < 0) found = leaves.length - 1;
  const beside = view.spreads && shown === found + 1 && shown % 2 === 0 && shown > 0;
  if (found === shown || beside || found < 0) return;
  shown = found;
  events.dispatchEvent(new Event("page"));
}

/** Go to a page, or to a box on it that is then in sight. */
export function go(number, box = null, { focus = false } = {}) {
  const leaf = leaves[Math.min(Math.max(number, 0), leaves.length - 1)];
  if (!leaf) return;
  shown = leaf.number;
  const sheet = leaf.sheet.getBoundingClientRect();
  const frame = room.getBoundingClientRect();
  let top = sheet.top - frame.top - 18;
  let left = 0;
  if (box) {
    const unit = sheet.height / leaf.page.height;
    const over = sheet.top + box[1] * unit - frame.top;
    top = over > 40 && over + box[3] * unit < frame.height - 40 ? 0 : over - frame.height / 3;
    const across = sheet.left + box[0] * unit - frame.left;
    left = across < 0 || across + box[2] * unit > frame.width ? across - frame.width / 4 : 0;
  }
  leaf.seen = true; // before its neighbours, which come into sight with it
  appear(leaf);
  room.scrollBy({ top, left, behavior: calm.matches || Math.abs(top) > 3 * frame.height ? "instant" : "smooth" });
  if (focus) leaf.article.focus({ preventScroll: true });
  events.dispatchEvent(new Event("page"));
}

/** One page, or one spread, on or back. */
export function turn(direction) {
  if (!view.spreads) return go(shown + direction);
  const left = shown === 0 ? 0 : shown - (shown % 2 ? 0 : 1);
  return go(direction > 0 ? (left === 0 ? 1 : left + 2) : left - 2);
}

let turning = 0;
room.addEventListener("scroll", () => {
  clearTimeout(turning);
  turning = setTimeout(notice, 80);
}, { passive: true });
new ResizeObserver(() => { if (view.fit && leaves.length) look({}); }).observe(room);
