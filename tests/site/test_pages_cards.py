"""What a card says under its picture."""

from __future__ import annotations

import pytest

from gallery_build.model import Exhibit, State
from gallery_build.site.pages.cards import words
from tests.site.reading import documents, shipped
from tests.site.values import exhibit, gallery, plate, prompt

OF = prompt("fox", "A fox")
HAVE, MISSING = plate(OF), plate(OF, 2, state=State.MISSING)
KEPT = plate(OF, sketch=True)
REAL = prompt("mayor", "The mayor", depicts="real-person")


@pytest.mark.parametrize(
    ("shown", "expected"),
    [
        (exhibit(OF, HAVE), ""),
        (exhibit(OF, HAVE, versions=4), "4 versions"),
        (exhibit(OF, HAVE, HAVE, versions=2), "2 images"),
        (exhibit(OF, HAVE, MISSING), "1 of 2 images"),
        (exhibit(OF, MISSING), "Sketch"),
        (exhibit(OF, MISSING, MISSING), "Sketch · 2 images"),
        (exhibit(OF, KEPT, KEPT, versions=2), "Sketch · 2 images"),
        (exhibit(OF, plate(OF, state=State.REFUSED)), "Sketch · refused"),
        (exhibit(OF, plate(OF, state=State.ABSENT)), "Sketch · original not here"),
        (exhibit(OF, plate(OF, state=State.UNKNOWN)), "Sketch · answer unknown"),
        (exhibit(REAL), "not a photograph"),
    ],
)
def test_a_card_says_what_is_unusual(shown: Exhibit, expected: str) -> None:
    """The second line speaks only when there is something to say."""
    assert words(shipped().language, shown) == expected


def test_the_first_row_is_asked_for_at_once() -> None:
    """What a visitor sees first does not wait; the rest waits until it is near."""
    prompts = [prompt(f"p{number}", f"text {number}") for number in range(12)]
    pictures = list(documents(gallery(*map(exhibit, prompts)))["index.html"].all("img"))
    assert [("loading" in picture.attributes) for picture in pictures] == [False] * 6 + [True] * 6
    assert ["fetchpriority" in picture.attributes for picture in pictures] == [True] + [False] * 11


def test_the_same_exhibit_looks_the_same_on_every_wall() -> None:
    """A card's class is named by its values, so a neighbour's change leaves it alone."""
    fox = exhibit(OF)
    alone = documents(gallery(fox))["index.html"].one("li", class_="card")
    among = next(documents(gallery(fox, exhibit(REAL)))["index.html"].all("li", class_="card"))
    assert alone.attributes["class"] == among.attributes["class"]
