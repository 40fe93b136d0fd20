/* Without this script each sentence is a link to its entry in the annex of evidence. With it the
   entry is shown beside the sentence. Nothing is computed or fetched here: entries are cloned. */
(() => {
  "use strict";
  const page = document.documentElement;
  const panel = document.getElementById("panel");
  const title = document.getElementById("panel-title");
  const body = panel.querySelector(".body");
  const status = panel.querySelector(".status");
  const tools = [panel.querySelector(".close"), panel.querySelector(".tools")];
  const invite = [...body.childNodes];
  const sheet = matchMedia("(max-width: 56rem)");
  const main = document.getElementById("main");
  const chain = [...main.querySelectorAll("a.s[id]")];
  let current = null;

  page.classList.add("js");
  for (const link of main.querySelectorAll("a[data-e]")) {
    link.setAttribute("aria-expanded", "false");
    link.setAttribute("aria-controls", "panel");
  }

  const entryOf = (link) => document.getElementById("e-" + link.dataset.e);
  const hashOf = (link) => "#s-" + link.dataset.e;

  function address(hash) {
    // A page inside a frame may not rewrite its address: it is shown all the same.
    try { history.replaceState(null, "", hash || location.pathname + location.search); } catch {}
  }

  function fill(link) {
    const copy = entryOf(link).cloneNode(true);
    for (const part of [copy, ...copy.querySelectorAll("[id]")]) part.removeAttribute("id");
    copy.removeAttribute("tabindex");
    copy.removeAttribute("aria-labelledby");
    const heading = copy.querySelector("h4");
    const which = document.createElement("p");
    which.className = "which";
    which.textContent = heading.textContent.trim();
    heading.replaceWith(which);
    body.replaceChildren(copy);
    panel.scrollTop = 0;
    return which.textContent;
  }

  function mark(link) {
    if (current) current.setAttribute("aria-expanded", "false");
    current = link;
    if (link) link.setAttribute("aria-expanded", "true");
    page.classList.toggle("open", Boolean(link));
    for (const part of tools) part.hidden = !link;
  }

  function open(link, into) {
    const which = fill(link);
    mark(link);
    status.textContent = into ? "" : which + ": what it rests on is shown beside it.";
    address(hashOf(link));
    if (into) title.focus({ preventScroll: true });
    if (sheet.matches) above(link);
  }

  function above(link) {
    // The sheet may not cover the sentence it speaks of.
    const low = link.getBoundingClientRect().bottom + 16 - panel.getBoundingClientRect().top;
    if (low > 0) window.scrollBy(0, low);
  }

  function close() {
    const link = current;
    if (!link) return;
    const inside = panel.contains(document.activeElement) || document.activeElement === link;
    mark(null);
    body.replaceChildren(...invite);
    status.textContent = "";
    address("");
    if (inside || document.activeElement === document.body) link.focus();
  }

  function step(by, into) {
    const from = chain.indexOf(into ? current : document.activeElement);
    const next = chain[from + by];
    if (from < 0 || !next) return false;
    if (!into) next.focus();
    else next.scrollIntoView({ block: "center" });
    if (current) open(next, into);
    return true;
  }

  function arrive() {
    const link = document.getElementById(location.hash.slice(1));
    if (!link || !link.matches("a[data-e]")) return;
    link.scrollIntoView({ block: "center" });
    link.focus({ preventScroll: true });
    open(link, false);
  }

  main.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-e]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    if (event.detail && !getSelection().isCollapsed) return; // the reader was selecting words
    if (link === current) close();
    else open(link, event.detail === 0 || sheet.matches);
  });

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    if (event.key === "Escape" && current) { event.preventDefault(); close(); return; }
    const by = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    const into = Boolean(current) && panel.contains(event.target);
    const along = event.key === "ArrowRight" || event.key === "ArrowLeft";
    if (by && (along || !into) && step(by, into)) event.preventDefault();
  });

  panel.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (!button || !current) return;
    if (button.classList.contains("close")) close();
    else if (button.dataset.copy) copy(button);
  });

  function copy(button) {
    // A file's full address would tell where somebody keeps it.
    const base = location.href.split("#")[0];
    const shown = location.protocol === "file:" ? base.split("/").pop() : base;
    const cite = document.getElementById("cite").textContent;
    const text = button.dataset.copy === "link" ? base + hashOf(current)
      : [entryOf(current).dataset.copy, shown + hashOf(current), cite].join("\n");
    write(text).then(() => said(button, "Copied"), () => said(button, "Could not copy"));
  }

  function write(text) {
    if (navigator.clipboard) return navigator.clipboard.writeText(text);
    const area = document.createElement("textarea");
    area.value = text;
    panel.append(area);
    area.select();
    const done = document.execCommand("copy");
    area.remove();
    return done ? Promise.resolve() : Promise.reject(new Error("refused"));
  }

  function said(button, word) {
    const label = button.dataset.label || (button.dataset.label = button.textContent);
    button.textContent = word;
    status.textContent = word + ".";
    setTimeout(() => { button.textContent = label; }, 1600);
  }

  const places = [...document.querySelectorAll("nav a[href^='#c-']")];
  const where = document.querySelector(".contents .where");
  const seen = new IntersectionObserver((changes) => {
    for (const change of changes) {
      if (!change.isIntersecting) continue;
      for (const place of places) {
        const here = place.hash === "#" + change.target.id;
        if (here) { place.setAttribute("aria-current", "true"); where.textContent = place.textContent; }
        else place.removeAttribute("aria-current");
      }
    }
  }, { rootMargin: "-15% 0px -75% 0px" });
  for (const chapter of document.querySelectorAll("section.chapter")) seen.observe(chapter);

  const menu = document.querySelector(".contents details");
  menu.addEventListener("click", (event) => { if (event.target.closest("a")) menu.open = false; });

  addEventListener("beforeprint", () => {
    for (const folded of document.querySelectorAll("details[data-print]")) folded.open = true;
  });
  addEventListener("hashchange", arrive);
  arrive();
})();
