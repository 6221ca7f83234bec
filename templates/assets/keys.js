// The theme's word in the bar, the keys, and the viewer of a wall, which comes when it is asked for.
(() => {
  const root = document.documentElement;
  const button = document.getElementById("theme");
  const system = matchMedia("(prefers-color-scheme: dark)");

  const isDark = () => (root.dataset.theme ? root.dataset.theme === "dark" : system.matches);
  const name = () => {
    const { dark, light } = button.firstChild.dataset;
    button.firstChild.textContent = isDark() ? light : dark;
  };
  button.addEventListener("click", () => {
    root.dataset.theme = isDark() ? "light" : "dark";
    try {
      localStorage.setItem("gallery-theme", root.dataset.theme);
    } catch {
      // storage is forbidden here: the choice lasts as long as the page
    }
    name();
  });
  system.addEventListener("change", name);
  name();

  const help = document.getElementById("help");
  document.getElementById("keys").addEventListener("click", () => (help.open ? help.close() : help.showModal()));
  help.addEventListener("click", () => help.close());

  // what can be pressed names its own key
  const pressed = (key) => {
    const rel = (root.dir ? { ArrowLeft: "next", ArrowRight: "prev" } : { ArrowLeft: "prev", ArrowRight: "next" })[key];
    const selector = rel ? `main a[rel="${rel}"]` : `[aria-keyshortcuts="${CSS.escape(key)}"]`;
    return [...document.querySelectorAll(selector)].find((one) => one.checkVisibility());
  };
  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest("input, textarea, select, [contenteditable]");
    const open = document.querySelector("dialog[open]") && event.key !== "?";
    if (typing || open || event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
    const target = pressed(event.key);
    if (!target) return;
    event.preventDefault();
    target.click();
  });

  const viewer = document.querySelector("[data-scripts]");
  const bring = () => viewer.dataset.scripts.split(" ").map((src) => {
    const script = Object.assign(document.createElement("script"), { src, async: false });
    return document.head.appendChild(script);
  });
  if (viewer && location.hash.startsWith("#view/")) bring();
  else viewer?.addEventListener("click", () => bring().at(-1).addEventListener("load", () => viewer.click()), { once: true });
})();
