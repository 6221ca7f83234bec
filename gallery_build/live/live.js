// Reloads the page when it changed, swaps style sheets without reloading, and shows what is wrong.
"use strict";
(() => {
  const script = document.currentScript;
  const paths = script.dataset.paths.split(" ").map(decodeURIComponent);
  let bar = null;

  function swap(sheet) {
    const fresh = sheet.cloneNode();
    const address = new URL(sheet.href);
    address.searchParams.set("live", Date.now());
    fresh.href = address.href;
    fresh.addEventListener("load", () => sheet.remove(), { once: true });
    sheet.after(fresh);
  }

  function sheets(written) {
    const found = document.querySelectorAll('link[rel="stylesheet"]');
    return [...found].filter((sheet) => written.some((path) => new URL(sheet.href).pathname.endsWith("/" + path)));
  }

  function line(kind, text) {
    const part = document.createElement("span");
    part.className = kind;
    part.textContent = text;
    return part;
  }

  function show(faults) {
    if (bar) bar.remove();
    bar = null;
    if (!faults.length) return;
    bar = document.createElement("gallery-faults");
    const inside = bar.attachShadow({ mode: "open" });
    const style = document.createElement("link");
    style.rel = "stylesheet";
    style.href = "/-/live.css";
    const list = document.createElement("ul");
    list.setAttribute("role", "alert");
    for (const fault of faults) {
      const entry = document.createElement("li");
      if (fault.place) entry.append(line("place", fault.place), " ");
      entry.append(line("message", fault.message));
      if (fault.hint) entry.append(line("hint", fault.hint));
      list.append(entry);
    }
    inside.append(style, list);
    document.documentElement.append(bar);
  }

  const events = new EventSource("/-/events?" + script.dataset.mark);
  events.addEventListener("message", (event) => {
    const { all, written, faults } = JSON.parse(event.data);
    const scripted = written.some((path) => path.endsWith(".js"));
    if (all || scripted || written.some((path) => paths.includes(path))) {
      events.close();
      location.reload(); // the browser keeps the place
      return;
    }
    sheets(written).forEach(swap);
    show(faults);
  });
  addEventListener("pagehide", () => events.close());
  addEventListener("pageshow", (event) => event.persisted && location.reload());
})();
