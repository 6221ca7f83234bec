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
