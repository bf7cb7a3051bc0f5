"use strict";
// Search over what the page itself carries: works from a file as well as from a server.
(() => {
  const data = JSON.parse(document.getElementById("search-data").textContent);
  const box = document.getElementById("search-box");
  const list = document.getElementById("search-hits");
  const said = document.getElementById("search-said");
  const LIMIT = 60;
  // Case, accents, curly quotes and dashes are not what one searches for.
  const fold = (text) => text.normalize("NFKD").replace(/[\u0300-\u036f]/g, "").replace(/[\u2018\u2019\u02bc]/g, "'")
    .replace(/[\u2010-\u2015]/g, "-").toLowerCase();
  const records = data.map((item) => ({ ...item, name: fold(item.title), body: fold(`${item.title} ${item.kind} ${item.text}`) }));

  const words = (query) => fold(query).split(/\s+/).filter(Boolean).slice(0, 12);
  const score = (record, wanted) => {
    let total = 0;
    for (const word of wanted) {
      if (!record.body.includes(word)) return 0;
      total += 1 + (record.name.includes(word) ? 4 : 0) + (new RegExp(`(^|[^\\p{L}\\p{N}])${word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")}`, "u").test(record.body) ? 1 : 0);
    }
    return total + record.weight;
  };
  const around = (text, wanted) => {
    const folded = fold(text);
    let at = -1;
    for (const word of wanted) { at = folded.indexOf(word); if (at >= 0) break; }
    if (folded.length !== text.length || at < 0) return text.length > 220 ? `${text.slice(0, 220)}…` : text;
    const from = Math.max(0, at - 80);
    return (from ? "…" : "") + text.slice(from, from + 220) + (from + 220 < text.length ? "…" : "");
  };
  const marked = (node, text, wanted) => {
    const folded = fold(text);
    if (folded.length !== text.length) { node.textContent = text; return; }
    let at = 0;
    while (at < text.length) {
      let next = -1, length = 0;
      for (const word of wanted) {
        const found = folded.indexOf(word, at);
        if (found >= 0 && (next < 0 || found < next)) { next = found; length = word.length; }
      }
      if (next < 0) break;
      node.append(text.slice(at, next));
      const hit = document.createElement("mark");
      hit.textContent = text.slice(next, next + length);
      node.append(hit);
      at = next + length;
    }
    node.append(text.slice(at));
  };
  const show = () => {
    const wanted = words(box.value);
    list.replaceChildren();
    if (!wanted.length) { said.textContent = `${data.length} entries can be searched.`; return; }
    const hits = [];
    for (const record of records) {
      const points = score(record, wanted);
      if (points) hits.push([points, record]);
    }
    hits.sort((one, other) => other[0] - one[0]);
    for (const [, record] of hits.slice(0, LIMIT)) {
      const item = document.createElement("li");
      const link = document.createElement("a");
      const name = document.createElement("bdi");
      name.textContent = record.title;
      link.append(name);
      link.href = record.address;
      const kind = document.createElement("span");
      kind.className = "soft";
      kind.textContent = ` ${record.kind}`;
      const text = document.createElement("p");
      text.dir = "auto";
      marked(text, around(record.text, wanted), wanted);
      item.append(link, kind, text);
      list.append(item);
    }
    said.textContent = hits.length ? `${hits.length} found${hits.length > LIMIT ? `, the first ${LIMIT} shown` : ""}.` : "Nothing found.";
  };
  box.value = new URLSearchParams(location.search).get("q") || "";
  box.addEventListener("input", show);
  box.form.addEventListener("submit", (event) => { event.preventDefault(); show(); });
  show();
})();
