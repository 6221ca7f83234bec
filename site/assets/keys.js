// The theme's word in the bar, and the keys: arrows, t, ?
(() => {
  const root = document.documentElement;
  const button = document.getElementById("theme");
  const system = matchMedia("(prefers-color-scheme: dark)");

  const isDark = () => (root.dataset.theme ? root.dataset.theme === "dark" : system.matches);
  const name = () => {
    button.firstChild.textContent = isDark() ? "Light" : "Dark";
  };
  const turn = () => {
    root.dataset.theme = isDark() ? "light" : "dark";
    try {
      localStorage.setItem("gallery-theme", root.dataset.theme);
    } catch {
      // storage is forbidden here: the choice lasts as long as the page
    }
    name();
  };
  button.addEventListener("click", turn);
  system.addEventListener("change", name);
  name();

  const follow = (rel) => document.querySelector(`main a[rel="${rel}"]`)?.click();
  const press = (selector) => document.querySelector(selector)?.click();

  const help = () => {
    let dialog = document.querySelector("dialog");
    if (!dialog) {
      dialog = document.createElement("dialog");
      const title = dialog.appendChild(document.createElement("h2"));
      title.textContent = "Keys";
      const list = dialog.appendChild(document.createElement("dl"));
      list.className = "data";
      const rows = [["← →", "previous, next"], ["t", "dark, light"], ["?", "this list"], ["Esc", "close"]];
      if (document.querySelector(".copy")) rows.unshift(["c", "copy the prompt"]);
      for (const [key, does] of rows) {
        list.appendChild(document.createElement("dt")).textContent = key;
        list.appendChild(document.createElement("dd")).textContent = does;
      }
      dialog.addEventListener("click", () => dialog.close());
      document.body.append(dialog);
    }
    dialog.open ? dialog.close() : dialog.showModal();
  };

  const keys = {
    ArrowLeft: () => follow("prev"),
    ArrowRight: () => follow("next"),
    c: () => press(".copy"),
    t: turn,
    "?": help,
  };
  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest("input, textarea, select, [contenteditable]");
    const open = document.querySelector("dialog[open]") && event.key !== "?";
    if (typing || open || event.ctrlKey || event.metaKey || event.altKey || !Object.hasOwn(keys, event.key)) return;
    event.preventDefault();
    keys[event.key]();
  });
})();
