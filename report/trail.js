// Search and filter. Everything is on the page already; this only hides what is not asked for.
"use strict";
(() => {
  const form = document.querySelector("form.search");
  const entries = [...document.querySelectorAll("article")];
  const links = new Map([...document.querySelectorAll("nav li")].map((item) => [item.querySelector("a").hash, item]));
  const texts = new Map(entries.map((entry) => [entry, plain(entry.textContent)]));
  const found = form.querySelector(".found");

  function plain(text) {
    return text.toLowerCase().replace(/[’']/g, "'").replace(/\s+/g, " ");
  }

  // "64%" must not find "164%", nor "12" find "2012".
  function holds(text, word) {
    for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
      if (!/\d/.test(word[0]) || !/[\d.,]/.test(text[at - 1] || " ")) return true;
    }
    return false;
  }

  function wanted(entry, asked) {
    const words = plain(asked.get("words")).split(" ").filter(Boolean);
    if (!words.every((word) => holds(texts.get(entry), word))) return false;
    return ["base", "kind", "protection", "signoff", "printed"].every((name) => {
      const value = asked.get(name);
      return !value || entry.dataset[name].split(" ").includes(value);
    });
  }

  function show() {
    const asked = new FormData(form);
    let count = 0;
    for (const entry of entries) {
      const match = wanted(entry, asked);
      entry.hidden = !match;
      links.get("#" + entry.id).hidden = !match;
      count += match;
    }
    found.textContent = `${count} of ${entries.length} entries`;
  }

  // A link to an entry that the search hides, or into a part that is folded, must still arrive.
  function arrive() {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!target) return;
    const entry = target.closest("article");
    if (entry && entry.hidden) {
      form.reset();
      show();
    }
    for (let fold = target.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
    target.scrollIntoView();
  }

  // On a narrow screen the list of all statistics would stand between the search and what it finds.
  if (matchMedia("(max-width: 60rem)").matches) document.querySelectorAll("nav details").forEach((list) => { list.open = false; });
  form.hidden = false;
  form.addEventListener("input", show);
  form.addEventListener("reset", () => setTimeout(show));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const first = entries.find((entry) => !entry.hidden);
    if (first) first.querySelector("h2").focus();
  });
  document.addEventListener("keydown", (event) => {
    const typing = /^(INPUT|SELECT|TEXTAREA)$/.test(document.activeElement.tagName);
    if (event.key === "/" && !typing) {
      event.preventDefault();
      form.elements.words.focus();
    } else if (event.key === "Escape" && form.contains(document.activeElement)) {
      form.reset();
    }
  });
  addEventListener("hashchange", arrive);
  show();
  arrive();
})();
