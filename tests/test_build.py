"""From prompts to a published gallery, against the API that charges."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from gallery_build.buy.access import Access, make_access
from gallery_build.errors import FaultsError, GalleryError, UsageError
from gallery_build.job import Company, Wishes
from gallery_build.project import build, load
from gallery_build.report import Exit
from gallery_build.store import digest_of
from tests.fake_api import FakeAPI, prompt_digest_in
from tests.fake_api import digest_of as prompt_digest
from tests.values import a_gallery

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from gallery_build.report import Report

CONFIG = '[site]\ntitle = "Test"\n[defaults]\nsize = "1024x640"\nquality = "low"\n[images]\nwidths = [64]\n[run]\nimages_per_minute = 1000\n'
COMPANY = Company(dt.date(2026, 11, 22))
RICH = Wishes(cap=Decimal(10))
NO_ACCESS = Access()


@pytest.fixture
def gallery(tmp_path: Path) -> Path:
    """Return a gallery of two prompts, three pictures."""
    return a_gallery(tmp_path, config=CONFIG, fox="A red fox.\n", hare="---\nn: 2\n---\nA brown hare.\n")


@pytest.fixture
def api() -> Iterator[FakeAPI]:
    """Serve the API that charges; at the end it must not have failed itself."""
    with FakeAPI() as api:
        yield api
        assert api.failures == []


def bought(gallery: Path, api: FakeAPI, wishes: Wishes = RICH) -> Report:
    """Build with a key."""
    return build(gallery, wishes, make_access(api.url, api.key), COMPANY)


def sketched(gallery: Path, wishes: Wishes = RICH) -> Report:
    """Build without a key."""
    return build(gallery, wishes, NO_ACCESS, COMPANY)


def test_each_missing_picture_is_bought_once(gallery: Path, api: FakeAPI) -> None:
    """Three recipes are three charges; a second build asks for nothing."""
    first, second = bought(gallery, api), bought(gallery, api)
    assert (first.bought.made, first.exit, len(api.ledger())) == (3, Exit.DONE, 3)
    assert (second.idle, len(api.posts())) == (True, 3)


def test_prompts_are_sent_as_written_and_pictures_kept_as_received(gallery: Path, api: FakeAPI) -> None:
    """Each original is the picture of its own prompt, byte for byte, and so is the published copy."""
    bought(gallery, api)
    for record_file in (gallery / "originals").rglob("*.json"):
        record = json.loads(record_file.read_text(encoding="utf-8"))
        content = record_file.with_suffix(".png").read_bytes()
        copy = gallery / "site/originals" / record_file.parent.name / f"{record_file.stem}.png"
        assert prompt_digest_in(content) == prompt_digest(record["prompt_text"])
        assert digest_of(content) == record["digest"] == digest_of(copy.read_bytes())


def test_what_was_paid_is_written_down(gallery: Path, api: FakeAPI) -> None:
    """The records' prices are the ledger's charges."""
    report = bought(gallery, api)
    records = [json.loads(path.read_text(encoding="utf-8")) for path in (gallery / "originals").rglob("*.json")]
    assert sum(Decimal(record["price"]["usd"]) for record in records) == api.paid() == report.bought.spent


def test_without_a_key_everything_is_a_labelled_sketch(gallery: Path) -> None:
    """A keyless build ends well, and each page says Sketch."""
    report = sketched(gallery)
    pages = [path.read_text(encoding="utf-8") for path in (gallery / "site/prompts").glob("*.html")]
    assert (report.exit, report.standing.missing) == (Exit.DONE, 3)
    assert all("Sketch" in page for page in pages)


def test_nothing_to_do_writes_nothing(gallery: Path) -> None:
    """A second build touches no file of the site."""
    sketched(gallery)
    before = {path: path.stat().st_mtime_ns for path in gallery.rglob("*")}
    assert sketched(gallery).idle
    assert {path: path.stat().st_mtime_ns for path in gallery.rglob("*")} == before


def test_an_edit_reaches_only_its_own_pages(gallery: Path) -> None:
    """A new alt text rewrites the exhibit and the pages that show the card, and derives nothing."""
    sketched(gallery)
    (gallery / "prompts/fox.md").write_text("---\nalt: A fox, looking.\n---\nA red fox.\n", encoding="utf-8")
    report = sketched(gallery)
    assert report.derivatives == 0
    assert "prompts/fox.html" in report.written
    assert "prompts/hare.html" not in {path for path in report.written if "neighbour" in path}


def test_a_removed_prompt_takes_its_page_and_leaves_its_original(gallery: Path, api: FakeAPI) -> None:
    """The site forgets; the store never does."""
    bought(gallery, api)
    originals = sorted(path.name for path in (gallery / "originals").rglob("*.png"))
    (gallery / "prompts/fox.md").unlink()
    assert "prompts/fox.html" in bought(gallery, api).removed
    assert sorted(path.name for path in (gallery / "originals").rglob("*.png")) == originals


@pytest.mark.parametrize(
    "text",
    [
        "A\nred\n\nfox.\n",
        "---\ntitle: Renard\ntags: [a]\n---\nA red fox.\n",
        "\ufeffA red  fox.\r\n",
        "---\nn: 1\n---\nA red fox.",
    ],
)
def test_what_is_no_change_of_the_picture_costs_nothing(gallery: Path, api: FakeAPI, text: str) -> None:
    """Reflowing, retitling, CRLF and a BOM make nothing stale."""
    bought(gallery, api)
    (gallery / "prompts/fox.md").write_text(text, encoding="utf-8", newline="")
    bought(gallery, api)
    assert len(api.posts()) == 3


def test_a_rename_costs_nothing(gallery: Path, api: FakeAPI) -> None:
    """A prompt may move to another folder with its picture."""
    bought(gallery, api)
    (gallery / "prompts/animals").mkdir()
    (gallery / "prompts/fox.md").rename(gallery / "prompts/animals/renard.md")
    assert "prompts/animals/renard.html" in bought(gallery, api).written
    assert len(api.posts()) == 3


def test_an_edited_prompt_remembers_what_it_showed_before(gallery: Path, api: FakeAPI) -> None:
    """The new record names the key that the exhibit showed, and the card counts two versions."""
    bought(gallery, api)
    before = load(gallery).plan().items[0].recipe.key
    (gallery / "prompts/fox.md").write_text("A grey fox.\n", encoding="utf-8")
    bought(gallery, api)
    project = load(gallery)
    item = project.plan().items[0]
    record = project.store.originals(project.store.look(), item.recipe.key)[0].record
    assert record.previous == before
    assert "2 versions" in (gallery / "site/index.html").read_text(encoding="utf-8")


def test_raising_n_buys_the_difference(gallery: Path, api: FakeAPI) -> None:
    """From two images to four is two more."""
    bought(gallery, api)
    (gallery / "prompts/hare.md").write_text("---\nn: 4\n---\nA brown hare.\n", encoding="utf-8")
    assert bought(gallery, api).bought.made == 2


def test_only_named_prompts_are_bought(gallery: Path, api: FakeAPI) -> None:
    """Ids on the command line limit the buying, not the site."""
    report = bought(gallery, api, replace(RICH, only=("fox",)))
    assert (report.bought.made, (gallery / "site/prompts/hare.html").exists()) == (1, True)


def test_without_a_word_on_money_nothing_is_sent(gallery: Path, api: FakeAPI) -> None:
    """No cap and nobody to ask: exit 4 before the first request, and the site is published."""
    report = bought(gallery, api, Wishes())
    assert (report.exit, api.posts(), report.published) == (Exit.CAP, [], True)


@pytest.mark.parametrize(("answer", "made", "code"), [(True, 3, Exit.DONE), (False, 0, Exit.DONE)])
def test_a_person_is_asked(gallery: Path, api: FakeAPI, answer: bool, made: int, code: Exit) -> None:  # noqa: FBT001  # a table
    """Without a number of the user's own the price is shown; declining is no failure."""
    company = replace(COMPANY, confirm=lambda _plan, _access: answer)
    report = build(gallery, Wishes(), make_access(api.url, api.key), company)
    assert (report.bought.made, report.exit) == (made, code)


def test_a_repository_lowers_the_cap_and_never_raises_it(gallery: Path, api: FakeAPI) -> None:
    """[budget] per_build is the lower of the two, or nothing."""
    low = CONFIG + "[budget]\nper_build = 0.005\n"
    (gallery / "gallery.toml").write_text(low, encoding="utf-8")
    report = bought(gallery, api)
    assert (report.exit, api.paid() <= Decimal("0.005")) == (Exit.CAP, True)
    (gallery / "gallery.toml").write_text(low.replace("0.005", "1000"), encoding="utf-8")
    assert bought(gallery, api, Wishes(cap=Decimal("0.000001"))).bought.made == 0


def test_an_unpriced_picture_needs_a_word_of_its_own(gallery: Path, api: FakeAPI) -> None:
    """`quality: auto` fits under no cap; --allow-unpriced lets it in."""
    (gallery / "prompts/fox.md").write_text("---\nquality: auto\n---\nA red fox.\n", encoding="utf-8")
    first = bought(gallery, api)
    second = bought(gallery, api, replace(RICH, allow_unpriced=True))
    assert (first.bought.made, first.exit, second.bought.made) == (2, Exit.CAP, 1)


def test_a_fault_of_parameters_stops_before_the_first_request(gallery: Path, api: FakeAPI) -> None:
    """One impossible size, and nothing is bought at all; without a key it is a warning."""
    (gallery / "prompts/fox.md").write_text("---\nsize: 1024x1023\n---\nA red fox.\n", encoding="utf-8")
    with pytest.raises(FaultsError):
        bought(gallery, api)
    assert api.posts() == []
    assert [fault.line for fault in sketched(gallery).warnings] == [2]


def test_a_pinned_retired_model_keeps_its_picture(gallery: Path, api: FakeAPI) -> None:
    """A model that is gone from the table of the living is normal where the picture is there."""
    (gallery / "prompts/fox.md").write_text("---\nmodel: dall-e-3\n---\nA red fox.\n", encoding="utf-8")
    with FakeAPI(profile="dall-e") as old:
        assert bought(gallery, old).bought.made == 3
    assert bought(gallery, api).exit is Exit.DONE
    assert api.posts() == []


@pytest.mark.parametrize(
    "config", ["", '[defaults]\nmodel = "dall-e-2"\nsize = "512x512"\n', '[defaults]\nmodel = "dall-e-3"\n']
)
def test_dalls_of_old_are_spoken(tmp_path: Path, config: str) -> None:
    """Servers that still speak dall-e are asked in its form, and keep the words they put in our mouth."""
    a_gallery(tmp_path, config=config + "[run]\nimages_per_minute = 100\n", fox="A red fox.\n")
    with FakeAPI(profile="dall-e") as old:
        report = bought(tmp_path, old, replace(RICH, allow_unpriced=True))
        assert (report.bought.made, old.failures) == (1, [])


def test_strict_publishes_nothing_with_a_picture_missing(gallery: Path, api: FakeAPI) -> None:
    """The last site stays: an expired key never replaces pictures by sketches."""
    bought(gallery, api)
    before = {path: path.read_bytes() for path in (gallery / "site").rglob("*") if path.is_file()}
    (gallery / "prompts/cat.md").write_text("A cat.\n", encoding="utf-8")
    report = sketched(gallery, Wishes(strict=True))
    assert (report.exit, report.published) == (Exit.PENDING, False)
    assert {path: path.read_bytes() for path in (gallery / "site").rglob("*") if path.is_file()} == before


def test_drafts_are_neither_bought_nor_published(gallery: Path, api: FakeAPI) -> None:
    """A draft stays with its author."""
    (gallery / "prompts/fox.md").write_text("---\ndraft: true\n---\nA red fox.\n", encoding="utf-8")
    assert bought(gallery, api).bought.made == 2
    assert not (gallery / "site/prompts/fox.html").exists()


def test_one_of_two_images_is_shown_alone(gallery: Path, api: FakeAPI) -> None:
    """An exhibit with one image of two shows that one and says so."""
    (gallery / "gallery.toml").write_text(CONFIG + "[budget]\nper_build = 0.0045\n", encoding="utf-8")
    report = bought(gallery, api, replace(RICH, only=("hare",), jobs=1))
    home = (gallery / "site/index.html").read_text(encoding="utf-8")
    assert (report.bought.made, report.exit, "1 of 2 images" in home) == (1, Exit.CAP, True)


def test_a_server_that_cannot_be_reached_costs_nothing(gallery: Path) -> None:
    """A refused connection is no purchase; the site is published."""
    with FakeAPI() as gone:
        url = gone.url
    report = build(gallery, replace(RICH, only=("fox",), jobs=1), make_access(url, "sk-fake"), COMPANY)
    assert (report.exit, report.bought.spent, report.standing.states) == (Exit.FAILED, Decimal(0), {"missing": 3})


@pytest.mark.parametrize("name", ["prompts", "site", "originals", "templates"])
def test_a_folder_that_leads_elsewhere_is_refused(
    gallery: Path, tmp_path_factory: pytest.TempPathFactory, name: str
) -> None:
    """A symbolic link in place of a folder of the gallery is not followed."""
    outside = tmp_path_factory.mktemp("outside")
    if (gallery / name).exists():
        (gallery / name).rename(gallery / f"{name}-aside")
    (gallery / name).symlink_to(outside)
    with pytest.raises(GalleryError):
        sketched(gallery)
    assert list(outside.iterdir()) == []


def test_a_tracked_memory_is_refused(gallery: Path) -> None:
    """A repository cannot ship a memory of its own making."""
    import subprocess  # noqa: PLC0415  # only here

    (gallery / ".gallery").mkdir()
    (gallery / ".gallery/memory.sqlite3").write_bytes(b"theirs")
    subprocess.run(["git", "init", "-q"], cwd=gallery, check=True)
    subprocess.run(["git", "add", "-f", ".gallery"], cwd=gallery, check=True)
    with pytest.raises(UsageError, match="tracked by git"):
        sketched(gallery)
