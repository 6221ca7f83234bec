// Each slider moves the edge between its two pictures.
for (const input of document.querySelectorAll(".pair input")) {
  const move = () => input.parentElement.style.setProperty("--x", `${input.value}%`);
  input.addEventListener("input", move);
  move();
}
