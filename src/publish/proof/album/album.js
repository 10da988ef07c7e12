// Left and right go to the page before and the next one: those with findings, if there are any; with Shift, all.
"use strict";
const pages = [...document.querySelectorAll(".page")];
const marked = pages.filter((page) => page.querySelector(".entry"));

function isAhead(page) {
  return page.getBoundingClientRect().top > 40;
}

function isBehind(page) {
  return page.getBoundingClientRect().top < -8;
}

document.addEventListener("keydown", (event) => {
  if (event.altKey || event.ctrlKey || event.metaKey) return;
  const among = event.shiftKey || !marked.length ? pages : marked;
  const page = event.key === "ArrowRight" ? among.find(isAhead)
    : event.key === "ArrowLeft" ? among.filter(isBehind).pop() : undefined;
  if (!page) return;
  event.preventDefault();
  page.scrollIntoView();
  page.focus({ preventScroll: true });
});

// A browser prints only what it has fetched.
window.addEventListener("beforeprint", () => {
  for (const picture of document.images) picture.loading = "eager";
});
