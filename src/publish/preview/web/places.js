// Where something is written, and the way there: a program's address, a program on this machine, or the clipboard.

import { current, events, go, leaves, nameOf, rect, room } from "./pages.js";

const line = document.querySelector("#where-words");
const spoken = document.querySelector("#spoken");
const NAMES = { p: "Paragraph", li: "Item", dt: "Term", dd: "Entry", td: "Cell", th: "Heading of cells",
  h1: "Title", h2: "Heading", h3: "Heading", h4: "Heading", caption: "Caption", figcaption: "Caption",
  note: "Note", block: "Block" };
const HEADINGS = { h1: "h3", h2: "h4", h3: "h5", h4: "h6" };
const BEGINNING = 60;
const PATIENCE = 120; // milliseconds, in which pictures are asked for
const OPENING = 12; // words by which a page is told

export const edition = { version: 0, opens: "copy" };
let chosen = null;

/** Say something at the foot of the window; `aloud` also to those who do not see it. */
export function say(words, place = "", aloud = true) {
  line.replaceChildren(words);
  if (place) {
    const strong = document.createElement("b");
    strong.textContent = place;
    line.append(" ", strong);
  }
  if (aloud) spoken.textContent = `${words} ${place}`;
}

/** Open a place; `query` is how the server knows it. */
export async function open({ place, href, leads = null }, query) {
  if (leads !== null) {
    go(leads);
    say("Leads to page", `${leads + 1}`);
  } else if (href) {
    location.assign(href);
    say("Opened", place);
  } else if (edition.opens === "program") {
    const answer = await fetch(`/open?${new URLSearchParams({ version: edition.version, ...query })}`, { method: "POST" });
    say(answer.ok ? "Opened" : await answer.text(), place);
  } else {
    try {
      await navigator.clipboard.writeText(place);
      say("Written in, and copied to the clipboard:", place);
    } catch {
      say("Written in", place);
    }
  }
}

function beginning(text) {
  return text.length > BEGINNING ? `${text.slice(0, BEGINNING)}…` : text;
}

/** The spots of a page, fetched once it is in sight; none as long as nobody has read it. */
async function load(leaf) {
  if (leaf.spots) return leaf.spots;
  const { version } = edition;
  leaf.spots = fetch(`/spots/${version}/${leaf.number}.json`)
    .then((answer) => (answer.ok ? answer.json() : { spots: [] })).then(({ spots }) => spots);
  const spots = await leaf.spots;
  if (version === edition.version) lay(leaf, spots);
  return spots;
}

/** Fetch the spots of pages in sight that have none, after their pictures; others are fetched when they are used. */
export function lookAgain() {
  setTimeout(() => {
    for (const leaf of leaves) if (leaf.seen && !leaf.layers.spots.hasChildNodes()) load(leaf);
  }, PATIENCE);
}

function lay(leaf, spots) {
  const index = chosen?.isConnected && leafOf(chosen) === leaf ? chosen.dataset.index : null;
  const larger = spots.map((spot, index) => ({ spot, index })).sort((one, other) => size(other.spot) - size(one.spot));
  leaf.layers.spots.replaceChildren(...larger.map(({ spot, index }) => {
    const area = rect(spot.box, "spot", null, .6);
    area.dataset.index = index;
    area.spot = spot;
    area.version = edition.version;
    return area;
  }));
  if (index !== null) choose([...leaf.layers.spots.children].find((area) => area.dataset.index === index));
  const opening = openingOf(spots);
  leaf.picture.alt = `${nameOf(leaf)}${opening ? `. It begins: ${opening}` : ""}`;
  leaf.text.replaceChildren(...spots.filter(({ text }) => text).map(({ tag, text }) => {
    const passage = document.createElement(HEADINGS[tag] ?? "p");
    passage.textContent = text;
    return passage;
  }));
}

/** The first words of a page. */
function openingOf(spots) {
  const words = spots.slice(0, OPENING).flatMap(({ text }) => text.split(/\s+/)).filter(Boolean);
  return words.slice(0, OPENING).join(" ") + (words.length > OPENING ? "…" : "");
}

function size({ box }) {
  return box[2] * box[3];
}

function leafOf(target) {
  return target.closest?.(".leaf")?.leaf;
}

function choose(area) {
  chosen?.classList.remove("chosen");
  chosen = area;
  chosen?.classList.add("chosen");
}

/** Choose the next passage of the page, or the one before. */
export async function step(direction) {
  const leaf = chosen?.isConnected ? leafOf(chosen) : leaves[current()];
  if (!leaf) return;
  const spots = (await load(leaf)).filter(({ text }) => text);
  const at = chosen?.isConnected ? spots.indexOf(chosen.spot) + direction : direction > 0 ? 0 : spots.length - 1;
  const spot = spots[at];
  if (!spot) return;
  choose([...leaf.layers.spots.children].find((area) => area.spot === spot));
  go(leaf.number, spot.box);
  say(`${NAMES[spot.tag] ?? "Passage"} “${beginning(spot.text)}”`, spot.place);
}

/** Open the passage that was chosen by keys; gives whether there is one. */
export function openChosen() {
  if (!chosen?.isConnected) return false;
  open(chosen.spot, { page: leafOf(chosen).number, spot: chosen.dataset.index });
  return true;
}

export function forget() {
  choose(null);
}

events.addEventListener("sight", ({ detail }) => load(detail));
room.addEventListener("click", async ({ target, clientX, clientY }) => {
  const leaf = leafOf(target);
  if (!leaf) return;
  const outdated = target.spot && target.version !== edition.version;
  if (outdated) await load(leaf);
  const area = outdated ? document.elementFromPoint(clientX, clientY) : target;
  if (area?.spot) {
    choose(area);
    openChosen();
  } else if (leaf.unread) say("This page is not proved yet. Where it is written is known when it is.");
});
room.addEventListener("pointerover", ({ target }) => {
  if (!target.spot) return;
  if (target.version !== edition.version) load(leafOf(target)); // its lines may have moved
  const { tag, place, leads } = target.spot;
  if (leads === null) say(NAMES[tag] ?? "Passage", place, false);
  else say("Leads to page", `${leads + 1}`, false);
});
