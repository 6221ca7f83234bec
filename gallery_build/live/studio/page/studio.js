// Picks, rerolls and undoes by keys and buttons, and exchanges what changed without losing the focus or the place.
"use strict";
(() => {
  const page = document.documentElement;
  const sheet = document.getElementById("sheet");
  const help = document.getElementById("help");
  const said = document.getElementById("said");

  function say(words) {
    said.textContent = words;
  }

  async function act(name, values) {
    let answer;
    try {
      answer = await fetch("/" + name, {
        method: "POST",
        headers: { "content-type": "application/json", "x-studio": page.dataset.word },
        body: JSON.stringify(values),
      });
    } catch {
      say("not done: the studio has been closed");
      return;
    }
    const { said: done, error, hint } = await answer.json().catch(() => ({ error: "the studio did not understand" }));
    say(done || [error, hint].filter(Boolean).join("; "));
  }

  // rows
  const row = () => document.activeElement?.closest?.(".row");
  const rows = () => [...sheet.children];

  function enter(one) {
    if (!one) return;
    one.querySelector("article").focus({ preventScroll: true });
    one.scrollIntoView({ block: "nearest" });
  }

  function step(by) {
    const here = row();
    const seen = rows().find((one) => one.getBoundingClientRect().bottom > 0);
    enter(here ? (by > 0 ? here.nextElementSibling : here.previousElementSibling) : seen);
  }

  function along(by) {
    const here = row();
    if (!here) return false;
    const plates = [...here.querySelectorAll("button.plate")];
    const next = plates[plates.indexOf(document.activeElement) + by];
    if (next) next.focus();
    return plates.length > 0;
  }

  function pick(number) {
    const here = row();
    if (!here) say("go to a prompt first: j or ↓");
    else if (!here.querySelector(`[data-number="${number}"]`)) say(`there is no image ${number} to pick here`);
    else act("pick", { id: here.dataset.id, number });
  }

  function reroll() {
    const here = row();
    if (here) act("reroll", { id: here.dataset.id });
    else say("go to a prompt first: j or ↓");
  }

  const KEYS = {
    j: () => step(1), ArrowDown: () => step(1), k: () => step(-1), ArrowUp: () => step(-1),
    ArrowLeft: () => along(-1), ArrowRight: () => along(1),
    r: reroll, u: () => act("undo", {}), "?": () => help.showModal(),
  };

  addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.repeat && !/^(j|k|Arrow.*)$/.test(event.key)) return;
    if (help.open || event.target.closest?.("input, textarea, select, summary")) return;
    const doing = /^[1-9]$/.test(event.key) ? () => pick(Number(event.key)) : KEYS[event.key];
    if (doing && doing() !== false) event.preventDefault();
  });

  sheet.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    const id = event.target.closest(".row")?.dataset.id;
    if (button?.dataset.number) act("pick", { id, number: Number(button.dataset.number) });
    if (button?.dataset.act) act(button.dataset.act, { id });
  });
  document.getElementById("undo").addEventListener("click", () => act("undo", {}));
  document.getElementById("keys").addEventListener("click", () => help.showModal());
  document.getElementById("top").addEventListener("click", (event) => {
    const link = event.target.closest("a");
    if (!link) return;
    event.preventDefault();
    enter(document.getElementById(decodeURIComponent(link.hash.slice(1))));
  });

  // news
  function made(html) {
    const template = document.createElement("template");
    template.innerHTML = html;
    return template.content;
  }

  function keepPictures(before, after) {
    for (const fresh of after.querySelectorAll("img")) {
      const same = [...before.querySelectorAll("img")].find((one) => one.getAttribute("src") === fresh.getAttribute("src"));
      if (same) fresh.replaceWith(same);
    }
  }

  function place(within) {
    const one = document.activeElement;
    if (!within.contains(one)) return null;
    if (one.dataset.number) return `[data-number="${one.dataset.number}"]`;
    return one.dataset.act ? "[data-act]" : one.localName;
  }

  function exchangeRow(id, html) {
    const fresh = made(html).querySelector(".row");
    const old = document.getElementById("row-" + id);
    if (!old) {
      sheet.append(fresh);
      return;
    }
    const focused = place(old);
    keepPictures(old, fresh);
    old.replaceWith(fresh);
    if (focused) (fresh.querySelector(focused) || fresh.querySelector("article")).focus({ preventScroll: true });
  }

  function exchangeTop(html) {
    const top = document.getElementById("top");
    const open = top.querySelector("details")?.open;
    const focused = place(top);
    top.replaceChildren(made(html));
    const details = top.querySelector("details");
    if (details && open) details.open = true;
    if (focused) top.querySelector(focused)?.focus({ preventScroll: true });
  }

  function arrange(order) {
    const known = new Map(rows().map((one) => [one.dataset.id, one]));
    const wanted = new Set(order);
    const here = row();
    const after = here && !wanted.has(here.dataset.id) && (here.nextElementSibling || here.previousElementSibling);
    for (const [id, one] of known) if (!wanted.has(id)) one.remove();
    order.forEach((id, at) => {
      const one = known.get(id);
      if (one && sheet.children[at] !== one) sheet.insertBefore(one, sheet.children[at] || null);
    });
    if (after && after.isConnected) enter(after);
  }

  const events = new EventSource("/news?" + page.dataset.mark);
  events.addEventListener("message", (event) => {
    const news = JSON.parse(event.data);
    if (news.all) {
      events.close();
      location.reload();
      return;
    }
    for (const [name, html] of Object.entries(news.parts)) {
      if (name === "top") exchangeTop(html);
      else exchangeRow(name.slice("row:".length), html);
    }
    if (news.order) arrange(news.order);
    if (news.said.length) say(news.said.join(" · "));
  });
  const AWAY = "the studio does not answer; waiting for it";
  const OVER = "this session is over: open the address that the terminal shows now";
  events.addEventListener("error", () => say(events.readyState === EventSource.CLOSED ? OVER : AWAY));
  events.addEventListener("open", () => said.textContent === AWAY && say(""));
  addEventListener("pagehide", () => events.close());
  addEventListener("pageshow", (event) => event.persisted && location.reload());
})();
