// The theme a visitor chose, before the first paint; without a choice the system decides.
(() => {
  const root = document.documentElement;
  root.dataset.script = "";
  try {
    const chosen = localStorage.getItem("gallery-theme");
    if (chosen === "dark" || chosen === "light") root.dataset.theme = chosen;
  } catch {
    // storage is forbidden here: the system decides
  }
})();
