// Before the first paint: the theme a visitor chose (without a choice the system decides), and dark where the viewer opens.
(() => {
  const root = document.documentElement;
  root.dataset.script = "";
  if (location.hash.startsWith("#view/")) {
    root.dataset.view = "";
    addEventListener("load", () => delete root.dataset.view); // whatever became of the viewer
  }
  try {
    const chosen = localStorage.getItem("gallery-theme");
    if (chosen === "dark" || chosen === "light") root.dataset.theme = chosen;
  } catch {
    // storage is forbidden here: the system decides
  }
})();
