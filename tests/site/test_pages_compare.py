"""Compare pages: the cells of a matrix as a grid with its rows and columns named."""

from __future__ import annotations

from itertools import product

from gallery_build.model import Cell, Exhibit
from tests.site.reading import read, site
from tests.site.values import exhibit, gallery, plate, prompt

AXES = {"model": ("gpt-image-2", "gpt-image-2.5-flare"), "size": ("1024x640", "auto"), "quality": ("low", "high")}


def compared(*axes: str, without: tuple[int, ...] = ()) -> Exhibit:
    """Return an exhibit of all combinations along these axes, but for those that hang no picture."""
    combinations = list(product(*(AXES[axis] for axis in axes)))
    cells = tuple(Cell(dict(zip(axes, values, strict=True)), (), {}, {}, "") for values in combinations)
    harbour = prompt(cells=cells)
    plates = [plate(harbour, number, cell=cell.values) for number, cell in enumerate(cells, 1)]
    return exhibit(harbour, *(one for one in plates if one.index not in without))


def test_the_last_axis_goes_across() -> None:
    """Columns are its values, rows every other combination, each picture in its place with its original as link."""
    page = read(site(gallery(compared(*AXES)))["compare/sea/harbour.html"])
    assert [head.text for head in page.all("th", scope="col")] == ["low", "high"]
    assert [head.text for head in page.all("th", scope="row")] == [
        "gpt-image-2, 1024x640",
        "gpt-image-2, auto",
        "gpt-image-2.5-flare, 1024x640",
        "gpt-image-2.5-flare, auto",
    ]
    originals = [plate.original for plate in compared(*AXES).plates]
    assert [link.attributes["href"] for link in page.one("tbody").all("a")] == [f"../../{path}" for path in originals]


def test_one_axis_is_one_row_without_a_name() -> None:
    """There is nothing to name a single row by."""
    page = read(site(gallery(compared("quality")))["compare/sea/harbour.html"])
    assert not list(page.all("th", scope="row"))
    assert len(list(page.one("tbody").all("td"))) == 2


def test_a_cell_without_a_picture_says_so() -> None:
    """Neither a gap nor another cell's picture stands in its place."""
    page = read(site(gallery(compared("model", "quality", without=(2,))))["compare/sea/harbour.html"])
    assert [cell.text.strip() for cell in page.one("tbody").all("td")] == ["", "not shown", "", ""]


def test_the_exhibit_leads_there_and_back() -> None:
    """Both pages link to each other; where there are no two cells to compare there is neither page nor link."""
    files = site(gallery(compared("quality")))
    exhibit_page, page = (read(files[path]) for path in ("prompts/sea/harbour.html", "compare/sea/harbour.html"))
    assert exhibit_page.one(class_="side").one("a").attributes["href"] == "../../compare/sea/harbour.html"
    assert page.one(class_="open").one("a").attributes["href"] == "../../prompts/sea/harbour.html"
    alone = site(gallery(compared("quality", without=(1,))))
    assert "compare/sea/harbour.html" not in alone
    assert not list(read(alone["prompts/sea/harbour.html"]).all(class_="side"))
