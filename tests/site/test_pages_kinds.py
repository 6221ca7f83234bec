"""What the site consists of, and how its files hang together."""

from __future__ import annotations

import json
import posixpath
import re
from base64 import b64encode
from dataclasses import replace
from hashlib import sha256
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit
from xml.etree import ElementTree as ET

import pytest

from gallery_build.model import Gallery, State
from gallery_build.site.pages import KINDS, render_pages
from gallery_build.site.theme import load_theme, shipped_theme
from tests.site.reading import documents, read, shipped, site
from tests.site.values import exhibit, gallery, plate, prompt, small

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

URL = "https://ada.example/gallery/"
ATOM = "{http://www.w3.org/2005/Atom}"
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def many(count: int = 5, size: int = 2) -> Gallery:
    """Return a gallery whose lists need several pages, in a script that addresses must encode."""
    prompts = [prompt(f"海/no-{number}", f"波 {number}", tags=("波",)) for number in range(1, count + 1)]
    return gallery(*(exhibit(of) for of in prompts), page_size=size)


def test_every_kind_of_page_is_there() -> None:
    """Home, exhibits, series, tags, models, colours, search, what is missing, data and the theme's own files."""
    expected = {
        "index.html",
        "prompts/sea/harbour.html",
        "prompts/fox.html",
        "prompts/face.html",
        "prompts/sea/harbour.md",
        "prompts/fox.md",
        "prompts/face.md",
        "series/index.html",
        "series/sea.html",
        "tags/index.html",
        "tags/sea.html",
        "tags/morning.html",
        "tags/animal.html",
        "models/index.html",
        "models/gpt-image-2.html",
        "colours/index.html",
        "colours/orange.html",
        "colours/blue.html",
        "search.html",
        "compare/index.html",
        "search-1.js",
        "404.html",
        "robots.txt",
        "llms.txt",
        ".nojekyll",
        "gallery.json",
        "assets/style.css",
        "assets/search.css",
        "assets/search.js",
        "assets/theme.js",
        "assets/keys.js",
        "assets/copy.js",
        "assets/viewer.css",
        "assets/exhibit.css",
        "assets/compare.css",
        "assets/viewer.js",
        "assets/zoom.js",
        "assets/history.css",
        "assets/history.js",
        "assets/compare.js",
        "assets/facing.css",
        "assets/facing.js",
        "assets/icon.svg",
    }
    assert expected == set(site(small()))


def test_a_public_address_adds_feed_and_sitemap() -> None:
    """Without an address there is nothing to say where the pages are."""
    feeds = {
        f"{stem}.{kind}" for stem in ("feed", "tags/sea", "tags/morning", "tags/animal") for kind in ("xml", "json")
    }
    assert {"sitemap.xml", *feeds} == set(site(replace(small(), url=URL))) - set(site(small()))


def test_a_gallery_may_want_no_feed() -> None:
    """`feed = false` leaves it out, and nothing points to it."""
    pages = site(replace(small(), url=URL, feed=False))
    assert "feed.xml" not in pages
    assert "feed.xml" not in pages["index.html"]


def test_each_kind_is_one_function() -> None:
    """All that `render_pages` yields comes from the table of page kinds."""
    expected = [page for pages in KINDS.values() for page in pages(small(), shipped())]
    assert expected == list(render_pages(small(), shipped()))


def test_the_same_gallery_gives_the_same_bytes() -> None:
    """No clock and no order of a set stands in a page."""
    assert site(replace(many(), url=URL)) == site(replace(many(), url=URL))


def test_exhibits_are_published_before_the_lists_that_name_them() -> None:
    """A visitor never follows a link to a page that is not there yet."""
    ranks = {page.path: page.rank for page in render_pages(small(), shipped())}
    assert ranks["assets/style.css"] == ranks["prompts/fox.html"] == 0
    assert ranks["tags/sea.html"] == ranks["tags/index.html"] == 1
    assert ranks["index.html"] == ranks["gallery.json"] == 2


def files_of(shown: Gallery) -> set[str]:
    """Return the pictures that the gallery says are in the site."""
    plates = [plate for one in shown.exhibits for plate in one.plates]
    copies = {copy.path for plate in plates for copy in (*plate.derivatives, plate.social)}
    return copies | {plate.original for plate in plates if plate.original}


def addresses(shown: Gallery) -> Iterator[tuple[str, str]]:
    """Yield every address in the site's pages with the page it stands on."""
    for path, page in documents(shown).items():
        for element in page.all():
            for name in ("href", "src"):
                if name in element.attributes:
                    yield path, element.attributes[name]
            for candidate in element.attributes.get("srcset", "").split(", "):
                if candidate:
                    yield path, candidate.split()[0]


@pytest.mark.parametrize("shown", [small(), many(), replace(many(), url=URL), gallery()])
def test_no_link_is_dead(shown: Gallery) -> None:
    """Every relative address leads to a page, an asset or a picture of the site."""
    there = set(site(shown)) | files_of(shown)
    for path, address in addresses(shown):
        parts = urlsplit(address)
        if parts.scheme or parts.netloc or not parts.path or path == "404.html":
            continue
        assert posixpath.normpath(posixpath.join(posixpath.dirname(path), unquote(parts.path))) in there


def test_every_page_can_be_reached_from_home() -> None:
    """A visitor who only clicks comes everywhere."""
    pages = documents(many())
    seen, open_ = set(), ["index.html"]
    while open_:
        path = open_.pop()
        seen.add(path)
        links = [link.attributes["href"] for link in pages[path].all("a")]
        targets = {posixpath.normpath(posixpath.join(posixpath.dirname(path), unquote(link))) for link in links}
        open_ += [target for target in targets if target in pages and target not in seen]
    assert set(pages) - {"404.html"} == seen


def test_links_work_from_any_folder() -> None:
    """No address begins at a server's root, so the site runs under a sub-path and from a disk."""
    assert [address for path, address in addresses(many()) if address.startswith("/")] == []


def test_addresses_are_encoded() -> None:
    """A path in any script is a valid address."""
    assert all(address.isascii() for _, address in addresses(many()))


@pytest.mark.parametrize("shown", [small(), replace(small(), url=URL)])
def test_nothing_is_loaded_from_another_host(shown: Gallery) -> None:
    """Scripts, styles, icons and pictures are the site's own."""
    for page in documents(shown).values():
        loaded = [element.attributes.get("src", "") for element in page.all()]
        loaded += [link.attributes["href"] for rel in ("stylesheet", "icon") for link in page.all("link", rel=rel)]
        assert not [address for address in loaded if urlsplit(address).netloc]


@pytest.mark.parametrize("shown", [small(), many(), gallery()])
def test_the_policy_allows_exactly_the_style_of_the_page(shown: Gallery) -> None:
    """The hash in the policy is that of the page's style block; no `style` attribute asks for more."""
    for page in documents(shown).values():
        policy = page.one("meta", **{"http-equiv": "Content-Security-Policy"}).attributes["content"]
        hashes = re.findall(r"'sha256-([^']+)'", policy)
        expected = [b64encode(sha256(style.text.encode()).digest()).decode() for style in page.all("style")]
        assert expected == hashes
        assert not [element for element in page.all() if "style" in element.attributes]
        assert "unsafe" not in policy


def test_every_page_has_one_h1_and_says_what_made_it() -> None:
    """A page has a title, a heading and a generator."""
    for page in documents(small()).values():
        assert page.one("h1").text.strip()
        assert page.one("title").text
        assert page.one("meta", name="generator").attributes["content"] == "gallery-build 0.1.0"


def test_the_bar_names_what_has_content() -> None:
    """An empty gallery links to no list of tags."""
    sections = [link.text for link in documents(gallery())["index.html"].one("nav").all("a")]
    assert sections == ["Search"]
    assert [link.text for link in next(documents(small())["index.html"].all("nav")).all("a")] == [
        "Search",
        "Series",
        "Tags",
        "Models",
        "Colours",
    ]


def test_an_empty_gallery_says_how_to_begin() -> None:
    """The first page a person sees names the command for the first prompt."""
    assert "gallery new" in documents(gallery())["index.html"].one("section", class_="empty").text


def test_a_long_gallery_has_pages() -> None:
    """Page 2 lives at page/2.html and links back; each exhibit hangs on one of them."""
    pages = documents(many())
    assert "Page 2 of 3" in pages["page/2.html"].one("nav", class_="pager").text
    hung = [
        link.attributes["href"]
        for name in ("index.html", "page/2.html", "page/3.html")
        for link in pages[name].all("a", class_="title")
    ]
    assert [unquote(link).rpartition("-")[2] for link in hung] == [f"{number}.html" for number in range(1, 6)]


def test_a_long_tag_has_pages_under_names_no_slug_can_take() -> None:
    """A slug holds no dot, so the second page of one tag is never the first of another."""
    assert {"tags/波.html", "tags/波.2.html", "tags/波.3.html"} <= set(site(many()))


def test_404_stands_alone() -> None:
    """A server shows it at any depth, so it loads nothing and links by the public address."""
    page = documents(replace(small(), url=URL))["404.html"]
    assert [*page.all("script"), *page.all("img"), *page.all("link", rel="stylesheet")] == []
    assert {"/gallery/"} == {link.attributes["href"] for link in page.all("a")}


def test_404_without_an_address_links_nowhere() -> None:
    """There is no way home that works at every depth."""
    assert list(documents(small())["404.html"].all("a")) == []


def test_the_feed_has_the_exhibits() -> None:
    """Atom, newest first, with absolute addresses."""
    feed = ET.fromstring(site(replace(small(), url=URL))["feed.xml"])
    titles = [entry.findtext(f"{ATOM}title") for entry in feed.findall(f"{ATOM}entry")]
    assert titles == ["Harbour", "Fox", "Face"]
    first = feed.find(f"{ATOM}entry")
    assert first is not None
    assert first.findtext(f"{ATOM}id") == f"{URL}prompts/sea/harbour.html"
    assert first.findtext(f"{ATOM}updated") == "2026-05-02T00:00:00Z"


def test_the_sitemap_has_every_exhibit_and_list() -> None:
    """Search engines find what visitors find."""
    places = ET.fromstring(site(replace(small(), url=URL))["sitemap.xml"]).iter(f"{SITEMAP}loc")
    found = {place.text for place in places}
    assert {URL, f"{URL}prompts/fox.html", f"{URL}tags/sea.html", f"{URL}models/index.html"} <= found


def test_robots_name_the_sitemap() -> None:
    """Where there is a sitemap, robots.txt says so; else it only allows."""
    assert f"Sitemap: {URL}sitemap.xml" in site(replace(small(), url=URL))["robots.txt"]
    assert "Sitemap" not in site(small())["robots.txt"]


def test_gallery_json_holds_the_gallery() -> None:
    """Other programs read ids, prompts, states and paths from one document."""
    document = json.loads(site(small())["gallery.json"])
    assert document["schema"] == 1
    assert [one["id"] for one in document["exhibits"]] == ["sea/harbour", "fox", "face"]
    assert [image["state"] for one in document["exhibits"] for image in one["images"]] == [
        "have",
        "have",
        "missing",
        "refused",
    ]
    assert document["exhibits"][1]["prompt"] == "A red fox in {place}, seen from [angle]."
    assert document["tags"][0] == {"name": "animal", "path": "tags/animal.html", "exhibits": ["fox", "face"]}


def test_a_theme_of_one_file_changes_that_page_only(tmp_path: Path) -> None:
    """A gallery overrides one template and keeps all the others."""
    (tmp_path / "404.html").write_text("<h1>{{ gallery.title }}: gone</h1>", encoding="utf-8")
    pages = {page.path: page.content for page in render_pages(small(), load_theme(tmp_path, shipped_theme()))}
    assert pages["404.html"] == b"<h1>Salt &amp; Paper: gone</h1>"
    assert pages["index.html"].decode() == site(small())["index.html"]


def test_an_undated_missing_picture_has_the_epochs_date() -> None:
    """A date that nobody stated is never the clock's."""
    of = prompt("fox", "A fox")
    feed = ET.fromstring(site(gallery(exhibit(of, plate(of, state=State.MISSING)), url=URL))["feed.xml"])
    assert feed.findtext(f"{ATOM}entry/{ATOM}updated") == "1970-01-01T00:00:00Z"


def test_every_page_is_well_formed() -> None:
    """Every element is closed in its turn, on every page of a gallery with all states."""
    for text in site(many()).values():
        if text.startswith("<!DOCTYPE"):
            read(text)
