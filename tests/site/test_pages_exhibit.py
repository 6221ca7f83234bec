"""What the page of one exhibit shows."""

from __future__ import annotations

import json
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gallery_build.model import Exhibit, Input, Price, Prompt, Role, State
from gallery_build.site.pages.crumbs import script_json
from gallery_build.site.pages.wording import set_prompt
from tests.site.reading import Element, documents, read
from tests.site.values import exhibit, gallery, look, plate, prompt, record, small

URL = "https://ada.example/gallery/"

ANY_TEXT = st.text(st.characters(codec="utf-8", exclude_characters="\0"), min_size=1)
"""HTML has no way to write a NUL."""

TEXTS = [
    "{{ 7 * 7 }} {% raw %} {# no #} {name} {{logo}} [object] [text](link)",
    "<b>bold</b> </div></script><!-- x --> &amp; &lt;",
    "first\n\n\n   indented by three \n\ttabbed\t\nlast",
    '{"a": "<i> {slot}",\n\n    "b" : [1, 2.5e3, true, null],\r\n\t"c": {"d": "\\"quoted\\" \\\\"}}',
    '["one line", {"of": "JSON"}]',
    "{not json}\n---\n+++\n",
    "تلال خضراء [object] في الصباح",
    "👩‍👩‍👧 emoji 🌧️\u200f\u202e\ufeff and marks",
    "carriage\rreturn and form\ffeed",
]


def page_of(shown: Exhibit, **fields: object) -> Element:
    """Return the page of an exhibit in a gallery of its own."""
    return documents(gallery(shown, **fields))[shown.url]


def shown(of: Prompt, state: State = State.HAVE, **fields: Any) -> Element:  # noqa: ANN401 - any field of a plate, by name
    """Return the page of a prompt with one plate."""
    return page_of(exhibit(of, plate(of, state=state, **fields)))


def details(page: Element) -> dict[str, str]:
    """Return the list of details."""
    facts = page.one("section", class_="facts")
    terms = [term.text for term in facts.all("dt")]
    values = [" ".join(value.text.split()) for value in facts.all("dd")]
    return dict(zip(terms, values, strict=True))


@pytest.mark.parametrize("text", TEXTS)
def test_the_prompt_is_shown_as_written(text: str) -> None:
    """The text of the block is the prompt's, character for character, in prose and in JSON."""
    assert shown(prompt(text=text)).one(id="prompt").text == text


@given(ANY_TEXT)
def test_any_prompt_is_shown_as_written(text: str) -> None:
    """Setting a text in type changes none of it."""
    assert read(str(set_prompt(text).html)).text == text


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | ANY_TEXT,
        lambda inner: st.lists(inner) | st.dictionaries(ANY_TEXT, inner),
    ),
    st.sampled_from([None, 1, 2, 4, "\t"]),
)
def test_any_json_prompt_is_shown_as_written(value: object, indent: int | str | None) -> None:
    """Two voices, the same characters."""
    text = json.dumps([value], indent=indent, ensure_ascii=False)
    setting = set_prompt(text)
    assert setting.classes == "prompt json"
    assert read(str(setting.html)).text == text


@pytest.mark.parametrize("text", TEXTS)
def test_copy_takes_the_stored_text(text: str) -> None:
    """What is copied is the prompt itself, not what a browser made of it."""
    copies = json.loads(shown(prompt(text=text)).one(id="copies").text)
    assert (copies["text"], copies["request"]["prompt"]) == (text, text)


@given(st.text(st.characters(codec="utf-8")))
def test_any_text_survives_in_a_block_of_data(text: str) -> None:
    """No text ends the script element it stands in."""
    html = f"<script>{script_json({'text': text})}</script>"
    assert json.loads(read(html).one("script").text) == {"text": text}


def test_slots_are_marked() -> None:
    """Places to fill in are marked; the text of a link, a number and an empty pair are not."""
    page = shown(prompt(text='{name} {{logo}} [object] {argument name="a" default="b"} [text](link) [1] {}'))
    marked = [slot.text for slot in page.all("span", class_="slot")]
    assert marked == ["{name}", "{{logo}}", "[object]", '{argument name="a" default="b"}']


@pytest.mark.parametrize(
    ("text", "direction"),
    [
        ("A hill", "ltr"),
        ("تلال خضراء in fog", "rtl"),
        ("One word: تلال", "ltr"),
        ("…!", "ltr"),
        ('{"a": "تلال"}', "ltr"),
    ],
)
def test_the_script_decides_the_direction_once(text: str, direction: str) -> None:
    """Most of the letters decide; JSON always runs from the left."""
    assert shown(prompt(text=text)).one(id="prompt").attributes["dir"] == direction


@pytest.mark.parametrize(
    ("text", "stated", "lang"),
    [
        ("折叠式纸雕", "", "zh"),
        ("夜明けの港の朝", "", "ja"),
        ("항구의 아침", "", "ko"),
        ("A hill", "", ""),
        ("A hill", "en-GB", "en-GB"),
        ("A hill", '"><x', ""),
    ],
)
def test_the_prompt_says_its_language(text: str, stated: str, lang: str) -> None:
    """The file's language, or the one that the script speaks for, so that it is read and set right."""
    assert shown(prompt(text=text, lang=stated)).one(id="prompt").attributes.get("lang", "") == lang


@pytest.mark.parametrize(("length", "folded"), [(900, False), (901, True)])
def test_a_long_prompt_can_be_unfolded_without_script(length: int, folded: bool) -> None:  # noqa: FBT001 - a table's column
    """A checkbox shows the rest; the whole text is always in the page."""
    page = shown(prompt(text="x" * length))
    assert bool(list(page.all("input", type="checkbox"))) is folded
    assert len(page.one(id="prompt").text) == length


def test_what_was_sent_is_shown_where_it_differs() -> None:
    """A preset's text around the prompt is one click away."""
    page = shown(prompt(text="A fox", sent="A fox. Risograph.", preset="riso"))
    sent = page.one("details", class_="sent")
    assert sent.one("summary").text == "Sent with preset “riso”"
    assert sent.one("div", class_="prompt").text == "A fox. Risograph."
    assert not list(shown(prompt(text="A fox")).all("details"))


def test_a_picture_is_labelled_with_its_model() -> None:
    """Under the title stands what made the picture, linked."""
    line = shown(prompt()).one("p", class_="by")
    assert line.text == "AI-generated with gpt-image-2"
    assert line.one("a").attributes["href"] == "../../models/gpt-image-2.html"


@pytest.mark.parametrize(
    ("state", "reason"),
    [
        (State.MISSING, "no picture has been bought yet"),
        (State.REFUSED, "the picture was refused"),
        (State.ABSENT, "the original is not here"),
        (State.UNKNOWN, "the answer is unknown"),
        (State.DRAWN, "Drawn by the gallery"),
    ],
)
def test_a_sketch_says_that_it_is_one_and_why(state: State, reason: str) -> None:
    """Nobody takes a sketch for the picture that was asked for."""
    line = shown(prompt(), state).one("p", class_="by")
    assert line.one("span", class_="tag").text == "Sketch"
    assert line.text.endswith(reason)


def test_a_sketch_in_the_store_is_labelled_all_the_same() -> None:
    """An image made by the provider "sketch" is had, and still a sketch."""
    assert shown(prompt(), sketch=True).one("p", class_="by").text == "Sketch Drawn by the gallery"


def test_details_come_in_their_order() -> None:
    """Model, size, quality, made, author, licence, series, tags, colours, original, history, cost."""
    expected = ["Model", "Size", "Quality", "Made", "Author", "Licence", "Series", "Tags", "Colours"]
    assert [*expected, "Original", "Original", "History", "Cost"] == [
        term.text for term in documents(small())["prompts/sea/harbour.html"].one("section", class_="facts").all("dt")
    ]


def test_a_missing_picture_says_what_it_would_cost() -> None:
    """The label of a sketch names the model that would be asked, and the price."""
    said = details(shown(prompt(), State.MISSING))
    assert (said["Would ask"], said["Price"]) == ("gpt-image-2, medium", "about $0.013")


def test_an_original_says_its_size_and_credentials() -> None:
    """The byte-for-byte original can be taken, and says whether it is signed."""
    page = shown(prompt(), look=look(credentials=True))
    assert details(page)["Original"] == "PNG, 1.9 MB, Content Credentials present"


def test_an_estimated_price_is_called_so() -> None:
    """What was measured and what was estimated are told apart."""
    of = prompt()
    hung = plate(of)
    assert hung.record is not None
    estimated = replace(hung, record=replace(hung.record, price=Price(Decimal("1.5"), "estimated")))
    assert details(page_of(exhibit(of, estimated)))["Cost"] == "about $1.50"


def test_every_image_can_be_seen_without_script() -> None:
    """Each of several images is in the page, with a radio button that shows it alone."""
    page = documents(small())["prompts/sea/harbour.html"]
    assert len(list(page.all("figure", class_="plate"))) == 2
    assert [button.attributes["id"] for button in page.all("input", type="radio")] == ["image-1", "image-2"]
    assert ".exhibit:has(#image-2:checked) .one:not(.n2){display:none}" in page.one("style").text


def test_the_picture_links_to_its_original_or_largest_copy() -> None:
    """A click on the picture shows as much of it as the gallery has."""
    assert shown(prompt("fox")).one("figure", class_="plate").one("a").attributes["href"].startswith("../originals/")
    largest = shown(prompt("fox"), State.MISSING).one("figure", class_="plate").one("a").attributes["href"]
    assert largest.endswith("-800.webp")


@pytest.mark.parametrize(("depicts", "slabs"), [("fictional", []), ("real-person", ["AI-generated"])])
def test_a_picture_of_something_real_carries_its_label(depicts: str, slabs: list[str]) -> None:
    """The label lies on the picture itself where it could be taken for a photograph."""
    page = shown(prompt(depicts=depicts))
    assert [slab.text for slab in page.all("span", class_="slab")] == slabs


def test_previous_and_next_follow_the_order_of_the_gallery() -> None:
    """Arrow keys walk the wall."""
    turn = documents(small())["prompts/fox.html"].one("nav", class_="turn")
    links = {link.attributes["rel"]: link.attributes["href"] for link in turn.all("a")}
    assert links == {"prev": "../prompts/sea/harbour.html", "next": "../prompts/face.html"}


def test_what_is_made_from_a_picture_is_named_on_its_page() -> None:
    """An edit names what it came from, and that names what was made of it, each with its page."""
    fox = prompt("fox")
    night = prompt("night", inputs=(Input(Role.REFERENCE, "fox", plate(fox).key, of_prompt=True),))
    pages = documents(gallery(exhibit(fox), exhibit(night)))

    assert details(pages["prompts/fox.html"])["Used in"] == "Night"
    assert details(pages["prompts/night.html"])["Made from"] == "Fox"
    link = next(link for link in pages["prompts/fox.html"].all("a") if link.text == "Night")
    assert link.attributes["href"] == "../prompts/night.html"


def test_what_hangs_nearby_shares_most() -> None:
    """A shared tag brings an exhibit nearer than its place does; where nothing is shared, the place decides."""
    prompts = [
        prompt(f"p{number}", f"text {number}", tags=("sea",) if number in {0, 9} else ()) for number in range(10)
    ]
    drawn = [exhibit(of, plate(of, state=State.MISSING)) for of in prompts]
    near = documents(gallery(*drawn))["prompts/p0.html"].one("section", class_="near")
    titles = [link.text for link in near.all("a", class_="title")]
    assert titles == ["P9", "P1", "P2", "P3", "P4"]


def test_structured_data_says_how_the_picture_came_about() -> None:
    """Trained algorithmic media for pictures of a model, algorithmic media for sketches."""
    page = documents(small())["prompts/sea/harbour.html"]
    graph = json.loads(page.one("script", type="application/ld+json").text)["@graph"]
    assert [one["digitalSourceType"].rpartition("/")[2] for one in graph] == ["trainedAlgorithmicMedia"] * 2
    sketch = json.loads(documents(small())["prompts/fox.html"].one("script", type="application/ld+json").text)
    assert sketch["@graph"][0]["digitalSourceType"].endswith("/algorithmicMedia")


def test_a_public_gallery_can_be_shared() -> None:
    """OpenGraph and canonical addresses are absolute, and absent where there is no public address."""
    of = prompt("fox", "A fox")
    page = page_of(exhibit(of), url=URL)
    assert page.one("meta", property="og:image").attributes["content"].startswith(f"{URL}images/")
    assert page.one("link", rel="canonical").attributes["href"] == f"{URL}prompts/fox.html"
    assert not [meta for meta in shown(of).all("meta") if "property" in meta.attributes]


def test_pictures_keep_their_place_before_they_come() -> None:
    """Every picture says its width, height and alternative text."""
    for page in documents(small()).values():
        for picture in page.all("img"):
            assert {"width", "height", "alt"} <= picture.attributes.keys()


@pytest.mark.parametrize(
    ("alt", "text", "expected"),
    [
        ("A fox in snow", "ignored", "A fox in snow"),
        ("", "A red fox.  Oil on canvas.", "Fox: A red fox."),
        ("", '{"a": "fox"}', "Fox"),
    ],
)
def test_a_picture_says_what_it_shows(alt: str, text: str, expected: str) -> None:
    """The file's words, else the title with the first sentence; of JSON only the title."""
    page = shown(prompt("fox", text, alt=alt))
    assert page.one("figure", class_="plate").one("img").attributes["alt"] == expected


@pytest.mark.parametrize(
    ("text", "values", "names"),
    [
        ('Two {argument name="caps" default="corks"} in {colour}', {}, ["caps", "colour"]),
        (
            "A {City Name}, {嫦娥奔月}, {Chang’e}, {colour} and {colour}",
            {},
            ["City Name", "嫦娥奔月", "Chang’e", "colour"],
        ),
        ("{{ play.title }} by {name}", {}, []),
        ("body {color: red} of {name}", {}, []),
        ("{{ play.title }} by {name}", {"name": "Ada"}, ["name"]),
        ('["{name}", {}]', {}, []),
        ('{"a": "{argument name=\\"who\\" default=\\"a fox\\"}", "b": "{name}"}', {}, ["who"]),
        ('[{"a": 1},{"b": {"c": 2}}] and {name}', {}, []),
    ],
)
def test_fields_are_for_places_and_not_for_braces(text: str, values: dict[str, str], names: list[str]) -> None:
    """Arguments and what `vars` names are fields; other braces only where every brace of a prose prompt could be one."""
    page = shown(prompt(text=text, vars=values))
    groups = list(page.all("div", class_="slots"))
    assert [label.text.strip() for group in groups for label in group.all("label")] == names
    assert page.one(id="prompt").text == text


def test_what_the_model_was_told_instead_is_shown() -> None:
    """A revised prompt is one click away; one that repeats the prompt is not worth it."""
    of = prompt(text="A fox")
    for told, count in (("A red fox <b>at dawn</b>", 1), ("A  fox\n", 0), ("", 0)):
        bought = plate(of, record=record(of, plate(of).key, answer={"revised_prompt": told}))
        page = page_of(exhibit(of, bought))
        found = [one for one in page.all("details", class_="sent") if one.one("summary").text.startswith("The model")]
        assert len(found) == count
        assert all(one.one("div", class_="prompt").text == told for one in found)
