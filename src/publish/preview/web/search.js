// Words in the pages: found by the server, marked on them, and gone through one by one.

import { current, go, leaves, rect, room } from "./pages.js";

const form = document.querySelector("#search");
const field = document.querySelector("#wanted");
const count = document.querySelector("#hits");
const ways = [document.querySelector("#hit-before"), document.querySelector("#hit-after")];
let hits = [];
let at = -1;
let total = 0;
let waiting = 0;
let asked = 0;

function tell() {
  const among = total > hits.length ? `the first ${hits.length} of ${total}` : `${total}`;
  count.textContent = !field.value.trim() ? "" : total ? `${at + 1} of ${among}` : "not found";
  for (const way of ways) way.disabled = !total;
}

function lay() {
  for (const leaf of leaves) leaf.layers.hits.replaceChildren();
  hits.forEach((hit) => {
    const layer = leaves[hit.page]?.layers.hits;
    hit.areas = hit.boxes.map((box) => rect(box, "hit", layer, .4));
  });
}

function point(index) {
  for (const area of hits[at]?.areas ?? []) area.classList.remove("current");
  at = (index + hits.length) % hits.length;
  const hit = hits[at];
  for (const area of hit.areas) area.classList.add("current");
  go(hit.page, hit.boxes[0]);
  tell();
}

/** Search anew; with `move`, go to the first hit from the page that is shown. */
export async function search({ move = false } = {}) {
  const number = ++asked;
  const wanted = field.value.trim();
  const answer = wanted ? await (await fetch(`/search.json?${new URLSearchParams({ q: wanted })}`)).json()
    : { hits: [], total: 0 };
  if (number !== asked) return;
  ({ hits, total } = answer);
  lay();
  const first = hits.findIndex(({ page }) => page >= current());
  at = hits.length ? Math.max(0, Math.min(move || at < 0 ? first : at, hits.length - 1)) : -1;
  if (hits.length && move) point(at); else tell();
}

export function begin() {
  field.focus();
  field.select();
}

field.addEventListener("input", () => {
  clearTimeout(waiting);
  waiting = setTimeout(() => search({ move: true }), 180);
});
field.addEventListener("keydown", (event) => {
  if (event.key === "Escape") {
    field.value = "";
    search();
    room.focus();
  } else if (event.key === "Enter") {
    event.preventDefault();
    if (hits.length) point(at + (event.shiftKey ? -1 : 1));
  }
});
form.addEventListener("submit", (event) => event.preventDefault());
ways[0].addEventListener("click", () => point(at - 1));
ways[1].addEventListener("click", () => point(at + 1));
