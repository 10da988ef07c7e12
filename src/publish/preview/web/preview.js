// What is shown: the state, the contents, the findings and the keys.

import { current, events, go, leaves, look, rect, room, show, svg, turn, view, zoom } from "./pages.js";
import { edition, forget, lookAgain, open, openChosen, say, step } from "./places.js";
import { begin, search } from "./search.js";

const STAGES = { load: "Reading the files", validate: "Checking the files", resolve: "Numbering and counting",
  compose: "Composing the parts", typeset: "Setting the pages", bind: "Binding the PDF", proof: "Reading the proof" };
const SLOW = 1.5; // seconds after which it is said how long it takes

const narrow = matchMedia("(max-width: 66rem)");
const find = (name) => document.querySelector(name);
const title = find("#title");
const state = find("#state");
const words = find("#state-words");
const spoken = find("#spoken");
const number = find("#number");
const follow = find("#follow");
let told = { version: 0, making: false, proving: false, stage: "" };
let shown = { version: 0, pages: [], findings: [], earlier: [], verdict: "", proved: false, stale: false };
let began = 0;
let updating = false;
let struck = -1;

// The state

function kind() {
  if (told.making) return "making";
  if (shown.findings.some(({ severity, earlier }) => severity === "error" && !earlier)) return "error";
  if (unproved()) return "unproved";
  return shown.findings.length ? "warning" : "sound";
}

/** Whether nobody has said yet what is wrong with the pages that are shown. */
function unproved() {
  return shown.pages.length > 0 && !shown.proved && !shown.stale;
}

function tellState() {
  const seconds = (performance.now() - began) / 1000;
  const long = seconds > SLOW ? ` · ${seconds.toFixed(0)} s` : "";
  const stage = `${STAGES[told.stage] ?? "Setting anew"} …${long}`;
  const pages = shown.stale ? " · pages from before" : shown.pages.length ? ` · ${shown.pages.length} pages` : "";
  state.className = `state ${kind()}`;
  words.textContent = told.making ? stage : told.proving ? `Not proved yet · ${stage}` : `${verdict()}${pages}`;
}

function verdict() {
  return shown.proved && !shown.findings.length ? "Proved: nothing is wrong" : shown.verdict;
}

async function onState(event) {
  const before = told;
  told = JSON.parse(event.data);
  if ((told.making && !before.making) || (told.proving && !before.proving)) began = performance.now();
  tellState();
  if (updating) return;
  updating = true;
  try {
    while (told.version > shown.version) await fetchEdition();
  } finally {
    updating = false;
  }
  tellState();
}

async function fetchEdition() {
  const next = await (await fetch("/edition.json")).json();
  if (next.version === shown.version) return;
  const old = shown;
  shown = { ...next, findings: [...next.findings.map((finding, at) => ({ ...finding, query: { finding: at } })),
    ...next.earlier.map((finding, at) => ({ ...finding, earlier: true, query: { earlier: at } }))] };
  edition.version = next.version;
  edition.opens = next.opens;
  title.textContent = next.title;
  document.title = `${next.findings.length ? `(${next.findings.length}) ` : ""}${next.title}`;
  const again = show(next.pages, new Set(next.unread));
  tellOutline();
  tellFindings();
  await search();
  if (!again && next.pages.length) fromAddress();
  const change = again && next.change && old.pages[next.change.page]?.digest !== next.pages[next.change.page].digest
    ? next.change : null;
  if (change) {
    if (follow.checked) go(change.page, change.box);
    freshen(change);
  }
  lookAgain();
  const where = change ? `Page ${change.page + 1} changed. ` : "";
  spoken.textContent = next.stale ? `${next.verdict}. The pages are from before.` : `${where}${verdict()}.`;
  find("#stale").hidden = !next.stale;
  room.classList.toggle("stale", next.stale);
  find("#empty").hidden = next.pages.length > 0;
  find("#empty").textContent = "No page can be set yet. What is wrong is told beside.";
  tellPage();
}

/** Let what changed light up for a moment. */
function freshen({ page, box }) {
  if (!box) return;
  const area = rect(box, "fresh", leaves[page].layers.hits, .6);
  setTimeout(() => area.remove(), 2600);
}

// The contents

function tellOutline() {
  find("#outline").replaceChildren(...shown.outline.map(({ level, title: words, page }) => {
    const item = document.createElement("li");
    const link = document.createElement("a");
    link.href = `#page=${page + 1}`;
    link.style.setProperty("--level", Math.max(0, level - 1));
    link.page = page;
    const label = document.createElement("span");
    label.className = "page";
    label.textContent = shown.pages[page]?.label || page + 1;
    link.append(words, label);
    link.addEventListener("click", (event) => {
      event.preventDefault();
      if (narrow.matches) panel("contents", false); // it lies over the pages there
      go(page, null, { focus: true });
    });
    item.append(link);
    return item;
  }));
}

function tellPage() {
  const at = current();
  const page = shown.pages[at];
  number.value = shown.pages.length ? at + 1 : "";
  find("#count").textContent = shown.pages.length;
  find("#folio").textContent = page?.label ? `, folio ${page.label}` : "";
  find("#before").disabled = at === 0;
  find("#after").disabled = at >= shown.pages.length - 1;
  const links = [...document.querySelectorAll("#outline a")];
  const here = links.findLast((link) => link.page <= at + (view.spreads && at % 2 ? 1 : 0));
  for (const link of links) link.toggleAttribute("aria-current", link === here);
  here?.setAttribute("aria-current", "true");
  history.replaceState(null, "", `#page=${at + 1}`);
}

function fromAddress() {
  const wanted = Number(/^#page=(\d+)$/.exec(location.hash)?.[1]);
  if (wanted > 1) go(wanted - 1);
}

// The findings

function sentence(text, className) {
  const paragraph = document.createElement("p");
  paragraph.className = className;
  text.split("`").forEach((piece, index) => {
    if (!piece) return;
    const quoted = index % 2 ? document.createElement("q") : document.createTextNode("");
    quoted.textContent = piece;
    paragraph.append(quoted);
  });
  return paragraph;
}

function entry(finding, index) {
  const item = document.createElement("li");
  item.className = `entry ${finding.severity}${finding.earlier ? " earlier" : ""}`;
  item.id = `finding-${index + 1}`;
  const onPage = finding.page !== null && !shown.stale;
  const badge = document.createElement(onPage ? "button" : "span");
  badge.className = "number";
  badge.textContent = index + 1;
  if (onPage) {
    badge.type = "button";
    badge.setAttribute("aria-label", `${index + 1}: show it on page ${finding.page + 1}`);
    badge.addEventListener("click", () => strike(index));
  }
  item.append(badge, codeOf(finding, onPage), sentence(finding.message, "said"));
  if (finding.hint) item.append(sentence(finding.hint, "hint"));
  item.append(placeOf(finding));
  if (finding.explanation) item.append(explanation(finding));
  return item;
}

function codeOf({ severity, code, page, earlier }, onPage) {
  const paragraph = document.createElement("p");
  paragraph.className = "code";
  const strong = document.createElement("b");
  strong.textContent = severity;
  paragraph.append(strong, ` ${code}${onPage ? ` · page ${page + 1}` : ""}${earlier ? " · from the proof before" : ""}`);
  return paragraph;
}

/** What `invoke explain` prints. */
function explanation({ explanation: text, code }) {
  const details = document.createElement("details");
  const summary = document.createElement("summary");
  summary.textContent = "What this means";
  summary.setAttribute("aria-label", `What ${code} means`);
  const body = document.createElement("pre");
  body.textContent = text;
  details.append(summary, body);
  return details;
}

function placeOf(finding) {
  const paragraph = document.createElement("p");
  paragraph.className = "place";
  const way = document.createElement(finding.href ? "a" : "button");
  way.textContent = finding.place;
  if (finding.href) way.href = finding.href;
  else {
    way.type = "button";
    way.addEventListener("click", () => open(finding, finding.query));
  }
  paragraph.append(way);
  return paragraph;
}

function tellFindings() {
  const kinds = new Set(shown.findings.map(({ severity }) => severity));
  find("#findings").className = kinds.has("error") ? "wrong" : kinds.size ? "warned" : "";
  find("#verdict").textContent = shown.verdict;
  find("#entries").replaceChildren(...shown.findings.map(entry));
  find("#compared").textContent = shown.compared && !shown.stale ? `Compared with the chapters: ${shown.compared}.` : "";
  struck = -1;
  for (const leaf of leaves) leaf.layers.marks.replaceChildren();
  if (shown.stale) return; // the pages are others than those on which it was found
  shown.findings.forEach((finding, index) => {
    if (finding.page !== null && finding.box) mark(finding, index);
  });
}

function mark({ page, box: [left, top, width, height], severity }, index) {
  const group = svg("g", { class: `mark ${severity}`, "data-finding": index }, leaves[page]?.layers.marks);
  rect([left, top, width, height], "", group, .8);
  const wide = 2.6 + 2 * `${index + 1}`.length;
  rect([Math.max(0, left - 1.6 - wide), top - .8, wide, 5], "tag", group);
  svg("text", { x: Math.max(0, left - 1.6 - wide) + wide / 2, y: top + 2.9 }, group).textContent = index + 1;
  group.addEventListener("click", () => strike(index, { stay: true }));
}

/** Show a finding in the list and on its page. */
function strike(index, { stay = false } = {}) {
  struck = index;
  const finding = shown.findings[index];
  for (const one of document.querySelectorAll(".struck")) one.classList.remove("struck");
  const item = find(`#finding-${index + 1}`);
  item.classList.add("struck");
  item.scrollIntoView({ block: "nearest" });
  find(`[data-finding="${index}"]`)?.classList.add("struck");
  if (!stay && finding.page !== null && !shown.stale) go(finding.page, finding.box);
  if (!stay) (item.querySelector(".place a, .place button")).focus({ preventScroll: true });
}

// The tools

function tellView() {
  find("#zoom").textContent = `${Math.round(view.zoom * 100)} %`;
  for (const button of document.querySelectorAll("[data-view]")) {
    button.setAttribute("aria-pressed", (button.dataset.view === "spreads") === view.spreads);
  }
  for (const button of document.querySelectorAll("[data-fit]")) {
    button.setAttribute("aria-pressed", button.dataset.fit === view.fit);
  }
}

/** Open or close a panel beside the pages. */
function panel(name, open) {
  find(`#${name}`).hidden = !open;
  find(`#${name}-shown`).setAttribute("aria-expanded", open);
}

function goToNumber() {
  const wanted = number.value.trim();
  const folio = shown.pages.findIndex(({ label }) => label === wanted);
  const page = /^\d+$/.test(wanted) ? Number(wanted) - 1 : folio;
  if (page >= 0 && page < shown.pages.length) go(page, null, { focus: true });
  else say(`There is no page ${wanted}.`);
}

const KEYS = {
  ArrowLeft: () => turn(-1), PageUp: () => turn(-1), ArrowRight: () => turn(1), PageDown: () => turn(1),
  Home: () => go(0), End: () => go(shown.pages.length - 1),
  "+": () => zoom(1), "=": () => zoom(1), "-": () => zoom(-1), "−": () => zoom(-1),
  0: () => look({ fit: "width" }), 9: () => look({ fit: "page" }), s: () => look({ spreads: !view.spreads }),
  g: () => { number.focus(); number.select(); }, "/": begin, "?": () => find("#help").showModal(),
  j: () => step(1), k: () => step(-1), f: () => follow.click(),
  e: () => { if (shown.findings.length) strike((struck + 1) % shown.findings.length); },
  ArrowUp: () => room.scrollBy({ top: -60 }), ArrowDown: () => room.scrollBy({ top: 60 }),
  Escape: () => { forget(); room.focus(); },
};

document.addEventListener("keydown", (event) => {
  const typing = event.target.matches("input:not([type=checkbox])");
  if (event.altKey || event.ctrlKey || event.metaKey || find("#help").open) return;
  if (typing && event.key !== "Escape") return;
  if (event.key === "Enter" && !event.target.matches("button, a, input")) {
    if (openChosen()) event.preventDefault();
    return;
  }
  const work = KEYS[event.key];
  if (!work) return;
  event.preventDefault();
  work();
});

find("#before").addEventListener("click", () => turn(-1));
find("#after").addEventListener("click", () => turn(1));
find("#turn").addEventListener("submit", (event) => { event.preventDefault(); goToNumber(); });
find("#smaller").addEventListener("click", () => zoom(-1));
find("#larger").addEventListener("click", () => zoom(1));
for (const name of ["contents", "findings"]) {
  find(`#${name}-shown`).addEventListener("click", () => panel(name, find(`#${name}`).hidden));
}
find("#help-shown").addEventListener("click", () => find("#help").showModal());
for (const button of document.querySelectorAll("[data-view]")) {
  button.addEventListener("click", () => look({ spreads: button.dataset.view === "spreads" }));
}
for (const button of document.querySelectorAll("[data-fit]")) {
  button.addEventListener("click", () => look({ fit: button.dataset.fit }));
}
events.addEventListener("page", tellPage);
events.addEventListener("view", tellView);
setInterval(() => { if (told.making || told.proving) tellState(); }, 500);
panel("contents", innerWidth > 1250);
tellView();

const stream = new EventSource("/events");
stream.addEventListener("state", onState);
stream.addEventListener("error", () => {
  shown.version = -1; // another preview may come back at this address, and count anew
  state.className = "state";
  words.textContent = "The preview has ended. `invoke preview` starts it again.";
});
