// Finds as one types: all words in titles, tags, notes and prompts, narrowed by filters; the address keeps the question.
(() => {
  const by = (id) => document.getElementById(id);
  const form = by("search");
  if (!form) return; // nothing hangs here yet
  const field = by("q");
  const wall = by("found");
  const model = by("card").content.firstElementChild;
  const STEP = 60;
  const AT_ONCE = 20; // cards that a screen shows; the others follow when typing and choosing pause

  // counts in the language of the page; with Latin digits, as everywhere on it
  const speech = `${form.dataset.countsIn}-u-nu-latn`;
  const forms = JSON.parse(form.dataset.counts);
  const counted = (number) =>
    (forms[new Intl.PluralRules(speech).select(number)] ?? forms.other).replace("{n}", number.toLocaleString(speech));

  // letters as they are compared: without case, width, accents, points and the signs that choose how an emoji looks
  const MARKS = /[\u00ad\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670\ufe00-\ufe0f]/g;
  const PLAIN = /^[\0-\x7f]*$/;
  const bare = (text) =>
    PLAIN.test(text)
      ? text.toLowerCase()
      : text.normalize("NFKD").replace(MARKS, "").normalize("NFC").toLowerCase().replaceAll("ß", "ss").replaceAll("ς", "σ");
  const fold = (text) => bare(text).replace(/\s+/g, " ");

  const parse = (query) => {
    const terms = { wanted: [], unwanted: [] };
    for (const [, minus, phrase, word] of fold(query.replace(/[“”„]/g, '"')).matchAll(/(-?)(?:"([^"]*)"?|([^\s"]+))/g)) {
      const term = (phrase ?? word).trim();
      if (term && term !== "-") terms[minus ? "unwanted" : "wanted"].push(term);
    }
    return terms;
  };

  // every value that can be chosen has a number, so that counting them is adding
  const numbers = new Map();
  const numberOf = (name, value) => {
    const key = `${name}:${value}`;
    if (!numbers.has(key)) numbers.set(key, numbers.size);
    return numbers.get(key);
  };
  const radios = () => [...form.querySelectorAll("input[type=radio]")];
  const names = [...new Set(radios().map((radio) => radio.name))].filter((name) => name !== "sort");

  const entries = [];
  const prepare = (entry) => {
    const { tag = [] } = entry.by;
    entry.place = entries.length;
    entry.head = fold(entry.title);
    entry.tags = fold(tag.join("\n"));
    entry.all = [entry.head, ...tag.map(fold), fold(entry.notes || ""), fold(entry.text)].join("\n");
    entry.values = names.map((name) => (entry.by[name] || []).map((value) => numberOf(name, value)));
    entries.push(entry);
  };

  const shuffled = (seed) => (entry) => {
    let mixed = Math.imul(entry.place + 1 + seed, 0x9e3779b1);
    mixed = Math.imul(mixed ^ (mixed >>> 15), 0x85ebca77);
    return (mixed ^ (mixed >>> 13)) >>> 0;
  };
  const ORDERS = {
    "": ({ wanted }) => (entry) =>
      wanted.every((term) => entry.head.includes(term)) ? 0 : wanted.every((term) => entry.tags.includes(term)) ? 1 : 2,
    newest: () => (entry) => -Number((entry.date || "").replaceAll("-", "")),
    colour: () => (entry) => entry.hue || 0,
    cost: () => (entry) => -(entry.cost || 0),
    random: () => shuffled(Number(form.elements.seed.value)),
  };

  // those that fit, and for each value how many would fit if it were chosen
  const find = (terms) => {
    const asked = new FormData(form);
    const chosen = names.map((name) => (asked.get(name) ? numberOf(name, asked.get(name)) : -1));
    const counts = new Uint32Array(numbers.size);
    const found = [];
    for (const entry of entries) {
      if (!terms.wanted.every((term) => entry.all.includes(term))) continue;
      if (terms.unwanted.some((term) => entry.all.includes(term))) continue;
      const missed = chosen.flatMap((value, line) => (value < 0 || entry.values[line].includes(value) ? [] : [line]));
      if (!missed.length) found.push(entry);
      entry.values.forEach((values, line) => {
        if (!missed.length || (missed.length === 1 && missed[0] === line)) for (const value of values) counts[value] += 1;
      });
    }
    const rank = ORDERS[form.elements.sort.value](terms);
    for (const entry of found) entry.rank = rank(entry);
    return [found.sort((one, other) => one.rank - other.rank || one.place - other.place), counts];
  };

  // where the terms stand in a text as it is written
  const places = (text, terms) => {
    if (!terms.length) return [];
    let folded = "";
    const starts = [];
    const ends = [];
    for (const { 0: sign, index } of text.matchAll(/\P{M}\p{M}*/gsu)) {
      const letters = fold(sign);
      folded += letters;
      for (const _ of letters.split("")) {
        starts.push(index);
        ends.push(index + sign.length);
      }
    }
    const found = [];
    for (const term of terms) {
      for (let at = folded.indexOf(term); at >= 0; at = folded.indexOf(term, at + term.length)) {
        found.push([starts[at], ends[at + term.length - 1]]);
      }
    }
    return found.sort((one, other) => one[0] - other[0]);
  };
  const write = (element, text, terms) => {
    element.replaceChildren();
    let end = 0;
    for (const [from, to] of places(text, terms)) {
      if (from < end) continue;
      element.append(text.slice(end, from));
      element.appendChild(document.createElement("mark")).textContent = text.slice(from, to);
      end = to;
    }
    element.append(text.slice(end));
  };

  // a word that the title does not have is shown where it stands
  const AROUND = 24;
  const context = (entry, terms) => {
    const term = terms.find((one) => !entry.head.includes(one));
    if (!term) return "";
    for (const text of [(entry.by.tag || []).join(", "), entry.text, entry.notes || ""]) {
      const line = text.replace(/\s+/g, " ");
      const at = fold(line).indexOf(term);
      if (at < 0) continue;
      const from = at < AROUND ? 0 : line.lastIndexOf(" ", at - AROUND / 2) + 1 || at;
      const start = at - from > AROUND ? at : from;
      return (start ? "…" : "") + line.slice(start, start + 160);
    }
    return "";
  };

  const fill = (entry) => {
    const card = model.cloneNode(true);
    const part = (selector, keep, act) => {
      for (const element of card.querySelectorAll(selector)) keep ? act?.(element) : element.remove();
    };
    card.className = entry.classes;
    card.style.cssText = entry.rule;
    part(".pic", true, (pic) => (pic.className = entry.mat ? `pic clear ${entry.mat}` : "pic"));
    card.querySelectorAll("source, img").forEach((one, place) => (one.srcset = entry.sources[place]));
    part("img", true, (image) => {
      [image.width, image.height] = entry.size;
      Object.assign(image, { src: entry.src, alt: entry.alt || "", loading: "lazy" });
      image.removeAttribute("fetchpriority");
    });
    part(".slab", entry.slab);
    part(".title", true, (title) => {
      title.setAttribute("href", entry.url);
      entry.lang ? title.setAttribute("lang", entry.lang) : title.removeAttribute("lang");
    });
    part(".said", entry.words, (said) => (said.textContent = entry.words));
    part(".model", entry.model, (name) => (name.textContent = entry.model));
    part(".more", true, (more) => {
      const lang = entry.lang || document.documentElement.lang;
      more.appendChild(Object.assign(document.createElement("span"), { className: "context", lang }));
    });
    return card;
  };
  const hang = (entry, terms) => {
    entry.card ||= fill(entry);
    const said = context(entry, terms);
    const rows = Number(/--s:(\d+)/.exec(entry.rule)[1]);
    entry.card.style.setProperty("--s", rows + (said && !entry.words ? Number(form.dataset.context) : 0));
    entry.card.classList.toggle("told", Boolean(said));
    write(entry.card.querySelector(".title"), entry.title, terms);
    write(entry.card.querySelector(".context"), said, terms);
    return entry.card;
  };

  let hanging = 0;
  const answer = (most = Infinity) => {
    if (!entries.length) return;
    const terms = parse(field.value);
    const [found, counts] = find(terms);
    const shown = Number(form.elements.shown.value) || STEP;
    clearTimeout(hanging);
    wall.replaceChildren(...found.slice(0, Math.min(shown, most)).map((entry) => hang(entry, terms.wanted)));
    if (most < Math.min(shown, found.length)) {
      hanging = setTimeout(() => {
        wall.append(...found.slice(most, shown).map((entry) => hang(entry, terms.wanted)));
      }, 200);
    }
    for (const radio of radios()) {
      const count = radio.parentElement.querySelector("small");
      if (!count) continue;
      count.textContent = counts[numberOf(radio.name, radio.value)];
      radio.parentElement.classList.toggle("gone", count.textContent === "0");
    }
    by("count").textContent = counted(found.length);
    by("clear").hidden = !question();
    by("rest").hidden = found.length <= shown;
    by("none").hidden = found.length > 0;
    const asked = field.value.trim();
    by("none").firstElementChild.textContent = asked
      ? form.dataset.nothing.replace("{asked}", () => asked)
      : form.dataset.none;
  };

  // the address: typing changes it, a choice adds to the history
  const question = () => {
    const asked = [...new FormData(form)].filter(([name, value]) => value && (name !== "seed" || isRandom()));
    return asked.length ? `?${new URLSearchParams(asked)}` : "";
  };
  const isRandom = () => form.elements.sort.value === "random";
  let writing = 0;
  const keep = (how) => {
    clearTimeout(writing);
    if (question() !== location.search) history[how](null, "", question() || location.pathname);
  };
  const choose = () => {
    form.elements.shown.value = "";
    answer(AT_ONCE);
    keep("pushState");
  };

  // a value that no line offers, as an address may ask for, is added to its line
  const offer = (any, value) => {
    const label = any.parentElement.cloneNode(true);
    const radio = label.querySelector("input");
    radio.value = value;
    label.querySelector("span").textContent = `${value} `;
    label.querySelector("span").append(document.createElement("small"));
    any.parentElement.parentElement.append(label);
    return radio;
  };
  // on a phone a line of values runs beyond the edge: what an address chose in it is brought into view
  const show = (label) => {
    const line = label.parentElement;
    line.scrollLeft += label.getBoundingClientRect().left - line.getBoundingClientRect().left - line.clientWidth / 3;
  };
  const restore = () => {
    const asked = new URLSearchParams(location.search);
    for (const name of ["q", "seed", "shown"]) form.elements[name].value = asked.get(name) || "";
    for (const name of [...names, "sort"]) {
      const value = asked.get(name) || "";
      const line = radios().filter((radio) => radio.name === name);
      const radio = line.find((one) => one.value === value) || (name === "sort" ? line[0] : offer(line[0], value));
      radio.checked = true;
      show(radio.parentElement);
      if (value) radio.closest("details")?.setAttribute("open", "");
    }
    answer();
  };

  field.addEventListener("input", () => {
    form.elements.shown.value = "";
    answer(AT_ONCE);
    clearTimeout(writing);
    writing = setTimeout(keep, 300, "replaceState"); // browsers refuse a hundred changes in a few seconds
  });
  field.addEventListener("click", () => document.activeElement === field || field.select()); // what the key `/` does
  field.addEventListener("change", () => keep("replaceState"));
  form.addEventListener("change", (event) => event.target.type === "radio" && choose());
  form.addEventListener("click", (event) => {
    if (event.target.value !== "random") return;
    form.elements.seed.value = Math.ceil(Math.random() * 99999);
    choose();
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    keep("replaceState");
    wall.querySelector("a")?.focus();
  });
  const clear = () => {
    field.value = "";
    for (const radio of radios()) radio.checked = !radio.value;
    choose();
    field.focus();
  };
  by("clear").addEventListener("click", clear);
  by("none").querySelector("button").addEventListener("click", clear);
  by("rest").addEventListener("click", () => {
    const before = wall.children.length;
    form.elements.shown.value = before + STEP;
    answer();
    wall.children[before]?.querySelector("a").focus();
    keep("replaceState");
  });
  addEventListener("popstate", restore);

  window.gallerySearch = (part) => {
    part.forEach(prepare);
    answer();
  };
  restore();
})();
