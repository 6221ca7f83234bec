// One picture over the whole window, with an address of its own. How near it is, is zoom.js's business.
(() => {
  const dialog = document.getElementById("viewer");
  const part = (selector) => dialog.querySelector(selector);
  const root = document.documentElement;
  const air = part(".air");
  const still = matchMedia("(prefers-reduced-motion: reduce)");

  const plates = [...document.querySelectorAll(".plate a")].map((link, number) => ({
    link,
    id: `${number + 1}`,
    pic: link.querySelector(".pic"),
    title: document.querySelector("h1").textContent,
    lang: document.querySelector("h1").lang,
    original: link.href,
  }));
  const cards = [...document.querySelectorAll("main > .wall .title")].map((link) => ({
    link,
    id: link.getAttribute("href").replace(/^(\.\.\/)*prompts\/|\.html$/g, ""),
    pic: link.closest(".card").querySelector(".pic"),
    title: link.textContent,
    lang: link.lang,
    leads: link.href,
  }));
  const items = plates.length ? plates : cards;
  let at = 0;
  let began; // where the focus was, and at which picture

  const beyond = (by) => document.querySelector(`main a[rel="${by < 0 ? "prev" : "next"}"]`);

  // a copy of the page's own picture, as large as the window takes it
  const copied = (item) => {
    if (item.copy) return item.copy;
    const style = getComputedStyle(item.pic);
    item.copy = item.pic.cloneNode(true);
    item.copy.classList.remove("big");
    for (const name of ["--r", "--c"]) item.copy.style.setProperty(name, style.getPropertyValue(name));
    for (const one of item.copy.querySelectorAll("img, source")) one.sizes = "100vw";
    item.copy.querySelector("img").loading = "eager";
    if (item.original) item.copy.dataset.original = item.original;
    return item.copy;
  };
  const preload = (by) => {
    const srcset = beyond(by)?.dataset.srcset;
    if (items[at + by]) copied(items[at + by]);
    else if (srcset) Object.assign(new Image(), { sizes: "100vw", srcset });
  };
  const paint = () => {
    const item = items[at];
    air.replaceChildren(copied(item));
    const title = item.leads ? Object.assign(document.createElement("a"), { href: item.leads }) : new Text();
    title.textContent = item.title;
    part(".called").replaceChildren(title);
    part(".called").lang = item.lang || root.lang;
    const [number, total] = part(".count").children;
    number.textContent = at + 1;
    total.textContent = items.length;
    part(".count").hidden = items.length < 2;
    part(".before").disabled = !items[at - 1] && !beyond(-1);
    part(".after").disabled = !items[at + 1] && !beyond(1);
    delete root.dataset.view;
    if (!dialog.open) dialog.showModal();
  };
  const show = (number) => {
    at = number;
    const radio = document.getElementById(`image-${at + 1}`);
    if (radio) radio.checked = true;
    if (!dialog.open || still.matches || !document.startViewTransition) paint();
    else document.startViewTransition(paint).ready.catch(() => {}); // the next one ends it early
    preload(1);
    preload(-1);
  };

  // the address says which picture is shown: going back closes, a link opens
  const named = () => /^#view\/(.*)/.exec(location.hash)?.[1];
  const name = (number) => history.replaceState(history.state, "", `#view/${items[number].id}`);
  const route = () => {
    const id = named();
    if (id === undefined) {
      dialog.close();
      return;
    }
    const found = items.findIndex((item) => item.id === id);
    const number = found < 0 && id === "end" ? items.length - 1 : Math.max(found, 0);
    if (!dialog.open) began = { number, focus: document.activeElement };
    name(number);
    show(number);
  };
  const open = (number) => {
    history.scrollRestoration = "manual"; // afterwards the focus decides what is in view
    history.pushState({ viewer: true }, "", `#view/${items[number].id}`);
    route();
  };
  const step = (by) => {
    const link = beyond(by);
    if (items[at + by]) {
      name(at + by);
      show(at + by);
    } else if (link) {
      location.replace(`${link.href}#view/${by < 0 ? "end" : ""}`);
    }
  };
  dialog.addEventListener("close", () => {
    const returns = began.number === at && began.focus !== document.body;
    (returns ? began.focus : items[at].link).focus();
    if (named() === undefined) return;
    if (history.state?.viewer) history.back();
    else history.replaceState(null, "", location.href.split("#")[0]);
  });
  addEventListener("popstate", route);
  addEventListener("pageshow", (event) => event.persisted && route());

  const on = root.dir ? -1 : 1; // where the next one is: to the right, in Arabic to the left
  const keys = { ArrowLeft: () => step(-on), ArrowRight: () => step(on), Enter: () => part(".called a")?.click() };
  document.addEventListener("keydown", (event) => {
    const control = event.target.closest("dialog:not(#viewer)") || (event.key === "Enter" && event.target.closest("button, a[href]"));
    if (!dialog.open || control || event.ctrlKey || event.metaKey || event.altKey || !Object.hasOwn(keys, event.key)) return;
    event.preventDefault();
    keys[event.key]();
  });
  part(".before").addEventListener("click", () => step(-1));
  part(".after").addEventListener("click", () => step(1));
  part(".shut").addEventListener("click", () => dialog.close());
  plates.forEach(({ link }, number) => {
    link.addEventListener("click", (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
      event.preventDefault();
      open(number);
    });
  });
  document.querySelector("[data-scripts]")?.addEventListener("click", () => {
    open(Math.max(0, items.findIndex(({ link }) => link === document.activeElement)));
  });

  // a swipe over an exhibit's picture turns to its neighbour
  const stage = document.querySelector(".stage");
  let touch;
  stage?.addEventListener("touchstart", ({ touches }) => {
    touch = touches.length === 1 ? touches[0] : undefined;
  }, { passive: true });
  stage?.addEventListener("touchend", ({ changedTouches: [end] }) => {
    const [x, y] = touch ? [end.clientX - touch.clientX, end.clientY - touch.clientY] : [0, 0];
    if (Math.abs(x) > Math.max(60, 2 * Math.abs(y))) beyond(x < 0 ? on : -on)?.click();
  }, { passive: true });

  if (named() !== undefined) route();
})();
