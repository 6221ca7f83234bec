// Two pictures face to face: chosen by name, held against each other in four ways. The address keeps it all.
(() => {
  const by = (id) => document.getElementById(id);
  const figure = by("facing");
  const choices = [by("a"), by("b")];
  const ways = [...document.querySelectorAll('[name="way"]')];
  const pair = figure.querySelector(".pair");
  const range = pair.querySelector("input");
  const sides = [...pair.querySelectorAll(".side")];
  const captions = [...figure.querySelectorAll("figcaption span")];
  const model = by("side").content.firstElementChild;
  const entries = new Map();

  // the search's entries are written for a page at the root
  const rooted = (addresses) => addresses.replace(/^|, /g, "$&../");
  const named = ({ url, title, lang }) => {
    const link = document.createElement("a");
    Object.assign(link, { href: rooted(url), textContent: title, dir: "auto" });
    if (lang) link.lang = lang;
    return link;
  };
  const fill = (place, entry) => {
    const pic = model.cloneNode(true);
    pic.className = entry.mat ? `pic clear ${entry.mat}` : "pic";
    pic.querySelectorAll("source, img").forEach((one, number) => (one.srcset = rooted(entry.sources[number])));
    const image = pic.querySelector("img");
    [image.width, image.height] = entry.size;
    Object.assign(image, { alt: entry.alt || "", loading: "eager", src: rooted(entry.src) });
    const slab = pic.querySelector(".slab");
    if (!entry.slab) slab?.remove();
    sides[place].style.cssText = entry.rule;
    sides[place].replaceChildren(pic);
    const said = document.createElement("small");
    said.textContent = [entry.model, entry.words].filter(Boolean).join(" · ");
    captions[place].replaceChildren(named(entry), said);
  };

  const ratio = (entry) => entry.size[0] / entry.size[1];
  const way = () => ways.find((one) => one.checked).value || "slider";
  const show = () => {
    const chosen = choices.map((choice) => entries.get(choice.value));
    figure.className = `facing ${way()}`;
    figure.hidden = !chosen.every(Boolean);
    if (figure.hidden) return;
    chosen.forEach((entry, place) => fill(place, entry));
    const [first, second] = chosen.map(ratio);
    figure.style.setProperty("--r", first);
    figure.style.setProperty("--both", first + second);
    pair.classList.toggle("odd", Math.abs(first / second - 1) >= 0.01);
  };
  const keep = () => {
    const asked = [...choices, { name: "way", value: way() === "slider" ? "" : way() }].filter((one) => one.value);
    const question = asked.length ? `?${new URLSearchParams(asked.map((one) => [one.name, one.value]))}` : "";
    if (question !== location.search) history.replaceState(null, "", question || location.pathname);
  };
  const choose = () => {
    by("unknown").textContent = "";
    show();
    keep();
  };
  const restore = () => {
    const asked = new URLSearchParams(location.search);
    const unknown = choices.map(({ name }) => asked.get(name)).filter((id) => id && !entries.has(id));
    by("unknown").textContent = unknown.map((id) => by("unknown").dataset.unknown.replace("{id}", () => id)).join(" ");
    for (const choice of choices) choice.value = entries.has(asked.get(choice.name)) ? asked.get(choice.name) : "";
    (ways.find((one) => one.value === asked.get("way")) || ways[0]).checked = true;
    show();
  };

  const move = () => pair.style.setProperty("--x", `${range.value}%`);
  range.addEventListener("input", move);
  for (const control of [...choices, ...ways]) control.addEventListener("change", choose);
  by("turn").addEventListener("click", () => {
    [choices[0].value, choices[1].value] = [choices[1].value, choices[0].value];
    choose();
  });
  addEventListener("popstate", restore);
  addEventListener("DOMContentLoaded", restore); // after every script of entries

  window.gallerySearch = (part) => {
    for (const entry of part) {
      const id = decodeURIComponent(entry.url).replace(/^prompts\/|\.html$/g, "");
      entries.set(id, entry);
      for (const choice of choices) choice.add(new Option(entry.title, id));
    }
  };
  move();
})();
