// The grid of a matrix turns: its rows become its columns, at the press of the axes' names or by the address.
(() => {
  const table = document.querySelector(".compare table");
  const button = document.getElementById("swap");
  if (!button) return;
  const line = (cells) => {
    const row = document.createElement("tr");
    row.append(...cells);
    return row;
  };
  const swap = () => {
    const rows = [...table.rows].map((row) => [...row.cells]);
    const [head, ...lines] = rows[0].map((_, column) => rows.map((row) => row[column]));
    for (const cell of head.slice(1)) cell.scope = "col";
    for (const cells of lines) cells[0].scope = "row";
    table.tHead.replaceChildren(line(head));
    table.tBodies[0].replaceChildren(...lines.map(line));
    table.style.minWidth = `${Number(table.dataset.head) + Number(table.dataset.least) * (head.length - 1)}px`;
    const [down, across] = button.querySelectorAll("span");
    [down.textContent, across.textContent] = [across.textContent, down.textContent];
    button.setAttribute("aria-pressed", button.getAttribute("aria-pressed") !== "true");
  };
  button.addEventListener("click", () => {
    swap();
    button.focus();
    history.replaceState(null, "", button.getAttribute("aria-pressed") === "true" ? "?swapped" : location.pathname);
  });
  if (location.search === "?swapped") swap();
})();
