"""What is measured on a page as it is laid out: widths, and what can be seen."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Page

STICKING_OUT = """() => {
  const width = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= width) return [];
  const wide = [...document.querySelectorAll('body *')].filter(one => one.getBoundingClientRect().right > width + 1);
  return [`page: ${document.documentElement.scrollWidth} px in ${width}`, ...wide.map(
    one => `${one.tagName.toLowerCase()}${one.id && '#' + one.id}.${one.className}`)];
}"""


def sticking_out(page: Page) -> list[str]:
    """Return what makes the page scroll sideways; empty where it does not."""
    found: list[str] = page.evaluate(STICKING_OUT)
    return found


LUMINANCE = """() => {
  const canvas = document.createElement('canvas').getContext('2d');
  const paper = [document.body, document.documentElement].map(one => getComputedStyle(one).backgroundColor);
  canvas.fillStyle = paper.find(colour => colour !== 'rgba(0, 0, 0, 0)') || 'white';
  canvas.fillRect(0, 0, 1, 1);
  const [red, green, blue] = canvas.getImageData(0, 0, 1, 1).data;
  return (0.2126 * red + 0.7152 * green + 0.0722 * blue) / 255;
}"""


def luminance(page: Page) -> float:
    """Return how light the page's paper is, from 0, black, to 1, white."""
    found: float = page.evaluate(LUMINANCE)
    return found


SHIFTED = """() => new Promise(tell => {
  const watch = new PerformanceObserver(list => add(list.getEntries()));
  let shifted = 0;
  const add = entries => { for (const one of entries) shifted += one.value; };
  watch.observe({type: 'layout-shift', buffered: true});
  setTimeout(() => { add(watch.takeRecords()); tell(shifted); }, 50);
})"""


def shifted(page: Page) -> float:
    """Return how much of what was seen has moved by itself since the page was asked for: Cumulative Layout Shift."""
    found: float = page.evaluate(SHIFTED)
    return found
