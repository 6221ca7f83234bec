// How near the viewer's picture is: pinch, double tap, wheel and keys, up to the original. A swipe turns to the next one.
(() => {
  const dialog = document.getElementById("viewer");
  const air = dialog.querySelector(".air");
  let view = { scale: 1, x: 0, y: 0 };

  const shown = () => {
    const pic = air.firstElementChild;
    if (view.pic !== pic) {
      view = { pic, scale: 1, x: 0, y: 0 };
      pan(0, 0);
    }
    return view;
  };
  const pan = (x, y) => {
    const { pic, scale } = view;
    const held = (to, size, space) => {
      const most = Math.max(0, (size * scale - space) / 2);
      return Math.min(Math.max(to, -most), most);
    };
    view.x = held(view.x + x, pic.offsetWidth, air.clientWidth);
    view.y = held(view.y + y, pic.offsetHeight, air.clientHeight);
    pic.style.transform = scale === 1 ? "" : `translate(${view.x}px, ${view.y}px) scale(${scale})`;
  };
  // the point under the finger stays under it
  const zoom = (scale, { clientX, clientY }) => {
    const { pic } = shown();
    const most = Math.max(2, pic.querySelector("img").width / pic.offsetWidth);
    const next = Math.min(Math.max(scale, 1), most);
    const box = air.getBoundingClientRect();
    const [x, y] = [clientX - box.x - box.width / 2, clientY - box.y - box.height / 2];
    view.x = x - ((x - view.x) * next) / view.scale;
    view.y = y - ((y - view.y) * next) / view.scale;
    view.scale = next;
    pan(0, 0);
    if (next > 1 && pic.dataset.original) sharpen(pic);
  };
  const sharpen = async (pic) => {
    const full = new Image();
    full.src = pic.dataset.original;
    delete pic.dataset.original;
    await full.decode();
    for (const source of pic.querySelectorAll("source")) source.remove();
    const image = pic.querySelector("img");
    image.removeAttribute("srcset");
    image.src = full.src;
  };

  const fingers = new Map();
  let first;
  let pinched;
  let tapped = -1e3;
  const spread = ([one, two]) => Math.hypot(one.clientX - two.clientX, one.clientY - two.clientY);
  const between = ([one, two]) => ({ clientX: (one.clientX + two.clientX) / 2, clientY: (one.clientY + two.clientY) / 2 });
  const tap = (event) => {
    const box = view.pic.getBoundingClientRect();
    const { clientX: x, clientY: y, timeStamp } = event;
    if (x < box.left || x > box.right || y < box.top || y > box.bottom) return dialog.close();
    const twice = timeStamp - tapped < 350;
    tapped = twice ? -1e3 : timeStamp;
    if (twice) zoom(view.scale > 1 ? 1 : Infinity, event);
  };

  air.addEventListener("pointerdown", (event) => {
    if (!fingers.size) [first, pinched] = [event, false];
    fingers.set(event.pointerId, event);
    pinched ||= fingers.size > 1;
    air.setPointerCapture(event.pointerId);
    event.preventDefault(); // else the mouse drags the picture away
    shown();
  });
  air.addEventListener("pointermove", (event) => {
    const last = fingers.get(event.pointerId);
    if (!last) return;
    const before = [...fingers.values()];
    fingers.set(event.pointerId, event);
    const now = [...fingers.values()];
    if (now.length === 2) zoom((view.scale * spread(now)) / spread(before), between(now));
    else if (view.scale > 1) pan(event.clientX - last.clientX, event.clientY - last.clientY);
  });
  air.addEventListener("pointerup", (event) => {
    if (!fingers.delete(event.pointerId) || pinched) return;
    const [x, y] = [event.clientX - first.clientX, event.clientY - first.clientY];
    if (Math.hypot(x, y) < 10) tap(event);
    else if (view.scale === 1 && Math.abs(x) > Math.max(40, Math.abs(y))) dialog.querySelector(x < 0 === !document.documentElement.dir ? ".after" : ".before").click();
  });
  air.addEventListener("pointercancel", (event) => fingers.delete(event.pointerId));
  air.addEventListener("dragstart", (event) => event.preventDefault());
  dialog.addEventListener("wheel", (event) => {
    event.preventDefault();
    zoom(shown().scale * Math.exp(-event.deltaY / 300), event);
  }, { passive: false });

  const middle = () => ({ clientX: innerWidth / 2, clientY: innerHeight / 2 });
  const near = { "+": 1.5, "-": 1 / 1.5 };
  const far = { ArrowLeft: [80, 0], ArrowRight: [-80, 0], ArrowUp: [0, 80], ArrowDown: [0, -80] };
  dialog.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (near[event.key]) zoom(shown().scale * near[event.key], middle());
    else if (far[event.key] && shown().scale > 1) pan(...far[event.key]);
    else return;
    event.preventDefault();
    event.stopPropagation(); // zoomed, the arrows move the picture instead of turning to the next
  });
})();
