"use strict";
// What a page can do beyond being read: filters, a light or dark sheet, opening what an address points into.
// Everything is written with textContent; nothing is stored and nothing is fetched.
(() => {
  const root = document.documentElement;

  const theme = document.querySelector("[data-do=theme]");
  if (theme) {
    const dark = () => root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
    const label = () => { theme.textContent = dark() ? "Light page" : "Dark page"; };
    theme.hidden = false;
    theme.addEventListener("click", () => { root.dataset.theme = dark() ? "light" : "dark"; label(); });
    label();
  }

  const form = document.querySelector("form.filters");
  const items = [...document.querySelectorAll("[data-verdict]")];
  const tokens = (value) => (value || "").split(" ").filter(Boolean);
  const apply = () => {
    const wanted = new Map();
    for (const box of form.querySelectorAll("input:checked")) {
      if (!wanted.has(box.name)) wanted.set(box.name, new Set());
      wanted.get(box.name).add(box.value);
    }
    let shown = 0;
    for (const item of items) {
      let fits = true;
      for (const [name, values] of wanted) fits = fits && tokens(item.dataset[name]).some((token) => values.has(token));
      item.hidden = !fits;
      if (fits) shown += 1;
    }
    for (const part of document.querySelectorAll("[data-part]")) {
      const any = part.querySelector("[data-verdict]:not([hidden])");
      part.hidden = !any;
      if (any && wanted.size && part.tagName === "DETAILS") part.open = true;
    }
    form.querySelector("output").textContent = `${shown} of ${items.length} shown`;
    form.querySelector("[type=reset]").hidden = !wanted.size;
  };
  if (form) {
    form.hidden = false;
    const fold = form.querySelector("details");
    if (matchMedia("(min-width: 62rem)").matches) fold.open = true;
    form.addEventListener("change", apply);
    form.addEventListener("submit", (event) => event.preventDefault());
    form.addEventListener("reset", () => setTimeout(apply));
    apply();
  }

  // An address may point into something folded or filtered away: it must be seen.
  const reveal = () => {
    let name = location.hash.slice(1);
    try { name = decodeURIComponent(name); } catch { /* an address typed by hand: taken as it is */ }
    const target = name && document.getElementById(name);
    if (!target) return;
    if (form && target.hidden) { form.reset(); setTimeout(() => { apply(); target.scrollIntoView(); }); }
    for (let at = target; at; at = at.parentElement) if (at.tagName === "DETAILS") at.open = true;
    const inside = target.querySelector(":scope > details");
    if (inside) inside.open = true;
    target.scrollIntoView();
  };
  addEventListener("hashchange", reveal);
  reveal();

  // Paper has no folds.
  let folded = [];
  addEventListener("beforeprint", () => {
    folded = [...document.querySelectorAll("main details:not([open])")];
    for (const part of folded) part.open = true;
  });
  addEventListener("afterprint", () => { for (const part of folded) part.open = false; });
})();
