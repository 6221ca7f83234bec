"""Pictures from pictures, against the API that charges: bought in order, proved by digests, blocked where one is not there."""

from __future__ import annotations

import datetime as dt
import json
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest

from gallery_build.buy.access import make_access
from gallery_build.buy.bring import NotSentError, Pictures
from gallery_build.errors import FaultsError
from gallery_build.job import Company, Wishes
from gallery_build.model import State
from gallery_build.project import build, load
from gallery_build.report import Exit
from gallery_build.store import digest_of
from gallery_build.why import cause
from tests.fake_api import FakeAPI
from tests.values import a_gallery, a_picture, hex_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from gallery_build.report import Report

CONFIG = '[site]\ntitle = "Test"\n[defaults]\nsize = "1024x640"\nquality = "low"\n[images]\nwidths = [64]\n[run]\nimages_per_minute = 1000\n'
DALLE = CONFIG.replace("1024x640", "256x256").replace('quality = "low"', 'model = "dall-e-2"')
COMPANY = Company(dt.date(2026, 11, 22))
RICH = Wishes(cap=Decimal(10))
LFS = f"version https://git-lfs.github.com/spec/v1\noid sha256:{hex_of('far away')}\nsize 123456\n"


@pytest.fixture
def api() -> Iterator[FakeAPI]:
    """Serve the API that charges; at the end it must not have failed itself."""
    with FakeAPI() as api:
        yield api
        assert api.failures == []


def gallery(root: Path, *, config: str = CONFIG, **prompts: str) -> Path:
    """Return a gallery with two pictures of its own beside these prompts."""
    (root / "pictures").mkdir()
    (root / "pictures/a.png").write_bytes(a_picture(64, 64))
    (root / "pictures/mask.png").write_bytes(a_picture(64, 64, mode="RGBA"))
    return a_gallery(root, config=config, **prompts)


def bought(root: Path, api: FakeAPI, wishes: Wishes = RICH) -> Report:
    """Build with a key."""
    return build(root, wishes, make_access(api.url, api.key), COMPANY)


def states(root: Path) -> dict[str, str]:
    """Return how each image stands, by name."""
    return {item.recipe.name: item.state.value for item in load(root).plan().items}


def records(root: Path) -> dict[str, Any]:
    """Return the records by prompt."""
    found = [json.loads(file.read_text("utf-8")) for file in (root / "originals").rglob("*.json")]
    return {plain["prompt_id"]: plain for plain in found}


def why(root: Path, name: str) -> str:
    """Return why an image stands as it does, in words, from its newest record."""
    project = load(root)
    holdings = project.store.look()
    before = [original.record for key in holdings.images for original in project.store.originals(holdings, key)]
    item = next(item for item in project.plan().items if item.recipe.name == name)
    return cause(item, next((record for record in before if record.prompt_id == name), None))


EDIT = "---\nreferences: [fox, pictures/a.png]\n---\nThe fox with a hat.\n"


# ── bought in order ──────────────────────────────────────────────────────────


def test_what_an_edit_is_made_from_is_bought_first(tmp_path: Path, api: FakeAPI) -> None:
    """However names sort, through chains, in one build; what is sent is what the store has, in the order that is stated."""
    root = gallery(tmp_path, apple="---\nreferences: edit\n---\nFruit.\n", edit=EDIT, fox="A red fox.\n")
    report = bought(root, api)
    assert (report.bought.made, report.exit) == (3, Exit.DONE)
    assert [post.prompt for post in api.posts()] == ["A red fox.", "The fox with a hat.", "Fruit."]
    kept = records(root)
    sent = [image["sha256"] for image in api.posts()[1].body["image"]]  # type: ignore[attr-defined]  # a list of files
    assert sent == [kept["fox"]["digest"], digest_of(a_picture(64, 64))]
    assert bought(root, api).idle


def test_a_record_tells_pictures_by_their_digests(tmp_path: Path, api: FakeAPI) -> None:
    """Whose each was and what proves it; no bytes are copied, and the price is the measured one."""
    root = gallery(tmp_path, edit=EDIT.replace("]\n", "]\nmask: pictures/mask.png\n"), fox="A red fox.\n")
    (root / "prompts/edit.md").write_text("---\nreferences: pictures/a.png\nmask: pictures/mask.png\n---\nA hat.\n")
    bought(root, api)
    kept, content, mask = records(root)["edit"], a_picture(64, 64), a_picture(64, 64, mode="RGBA")
    told = {"path": "pictures/a.png", "digest": digest_of(content), "media_type": "image/png", "size": len(content)}
    assert kept["request"]["image"] == [told]
    assert kept["request"]["mask"] == {
        **told,
        "path": "pictures/mask.png",
        "digest": digest_of(mask),
        "size": len(mask),
    }
    assert (kept["price"]["how"], api.paid()) == (
        "measured",
        sum(Decimal(one["price"]["usd"]) for one in records(root).values()),
    )


def test_an_intent_names_the_digests_before_the_request(tmp_path: Path) -> None:
    """Where the answer never comes, what was sent is known all the same."""
    root = gallery(tmp_path, edit="---\nreferences: pictures/a.png\n---\nA hat.\n")
    with FakeAPI(drop=True) as api:
        report = bought(root, api)
    (intent, _) = [json.loads(file.read_text("utf-8")) for file in (root / "originals").rglob("*.asked.json")]
    assert (report.exit, intent["request"]["image"][0]["digest"]) == (Exit.FAILED, digest_of(a_picture(64, 64)))


def test_one_picture_is_named_otherwise_than_several(tmp_path: Path, api: FakeAPI) -> None:
    """The field is `image` for one and `image[]` for more; names on disk are not sent."""
    root = gallery(tmp_path, fox="A red fox.\n", edit=EDIT, one="---\nreferences: pictures/a.png\n---\nAlone.\n")
    bought(root, api)
    sent: dict[str, Any] = {post.prompt: post.body.get("image") for post in api.posts()}
    assert sent["Alone."]["filename"] == "image-1.png"
    assert [image["filename"] for image in sent["The fox with a hat."]] == ["image-1.png", "image-2.png"]


def test_naming_an_edit_buys_what_it_needs_and_no_more(tmp_path: Path, api: FakeAPI) -> None:
    """`build edit` buys the first picked image of the fox, not its others."""
    root = gallery(tmp_path, edit=EDIT, fox="---\nn: 3\npick: [2]\n---\nA red fox.\n", hare="A hare.\n")
    report = bought(root, api, Wishes(only=("edit",), cap=Decimal(10)))
    assert (report.bought.made, states(root)) == (
        2,
        {"edit": "have", "fox #1": "missing", "fox #2": "have", "fox #3": "missing", "hare": "missing"},
    )


def test_another_pick_is_another_picture(tmp_path: Path, api: FakeAPI) -> None:
    """The edit of the second fox is bought; back at the first, the first edit hangs again for nothing."""
    fox = "---\nn: 2\npick: {}\n---\nA red fox.\n"
    root = gallery(tmp_path, edit=EDIT, fox=fox.format(1))
    bought(root, api)
    (root / "prompts/fox.md").write_text(fox.format(2))
    assert (states(root)["edit"], why(root, "edit")) == ("missing", '"fox" has another picture now')
    assert bought(root, api).bought.made == 1
    (root / "prompts/fox.md").write_text(fox.format(1))
    assert bought(root, api).bought.made == 0


def test_another_picture_behind_a_path_is_another_recipe(tmp_path: Path, api: FakeAPI) -> None:
    """Even where nothing else changed since an idle build; moving the file costs nothing."""
    root = gallery(tmp_path, edit="---\nreferences: pictures/a.png\n---\nA hat.\n")
    bought(root, api)
    assert bought(root, api).idle
    (root / "pictures/a.png").write_bytes(a_picture(64, 64, colour="#112233"))
    assert why(root, "edit") == "the picture behind pictures/a.png changed"
    assert bought(root, api).bought.made == 1
    (root / "pictures/a.png").rename(root / "b.png")
    (root / "prompts/edit.md").write_text("---\nreferences: b.png\n---\nA hat.\n")
    report = bought(root, api)
    assert (report.bought.made, len(api.posts()), states(root)) == (0, 2, {"edit": "have"})


# ── blocked ──────────────────────────────────────────────────────────────────


def test_a_refused_picture_blocks_what_is_made_from_it(tmp_path: Path) -> None:
    """In the same build it is said and not asked for; later builds remember it, and ask nothing."""
    root = gallery(tmp_path, edit=EDIT, fox="A bad fox.\n", late="---\nreferences: edit\n---\nMore.\n")
    with FakeAPI(blocked_words=("bad",)) as api:
        first, second = bought(root, api), bought(root, api)
        assert (len(api.posts()), api.ledger()) == (1, [])
    assert first.exit == Exit.REFUSED
    assert [(one.name, one.ending, one.message) for one in first.bought.troubles[1:]] == [
        ("edit", "blocked", 'it is made from "fox", which has no picture'),
        ("late", "blocked", 'it is made from "edit", which has no picture'),
    ]
    assert (second.exit, states(root)) == (Exit.DONE, {"fox": "refused", "edit": "blocked", "late": "blocked"})
    assert why(root, "edit") == 'it is made from another picture, and "fox" is refused'
    assert why(root, "late") == 'it is made from another picture, and "edit" is blocked'


@pytest.mark.parametrize(
    ("fox", "obstacle"),
    [
        ("---\nprovider: sketch\n---\nA fox.\n", '"fox" is a sketch'),
        ("---\ndraft: true\n---\nA fox.\n", '"fox" is a draft'),
    ],
)
def test_what_no_build_brings_blocks(tmp_path: Path, fox: str, obstacle: str) -> None:
    """A sketch and a draft are no pictures that can be sent."""
    (item,) = [
        item for item in load(gallery(tmp_path, edit=EDIT, fox=fox)).plan().items if item.recipe.prompt.id == "edit"
    ]
    assert (item.state, item.wanted, item.obstacle) == (State.BLOCKED, False, obstacle)


def test_a_pointer_blocks_what_is_missing_and_keeps_what_is_there(tmp_path: Path, api: FakeAPI) -> None:
    """In a clone without LFS files nothing is bought again; a new edit of such a file waits for it."""
    root = gallery(tmp_path, edit="---\nreferences: pictures/a.png\n---\nA hat.\n")
    bought(root, api)
    pointer = LFS.replace(hex_of("far away"), digest_of(a_picture(64, 64)))
    (root / "pictures/a.png").write_text(pointer, encoding="utf-8")
    (root / "prompts/new.md").write_text("---\nreferences: pictures/a.png\n---\nA scarf.\n")
    report = bought(root, api)
    assert (len(api.posts()), report.exit) == (1, Exit.DONE)
    assert states(root) == {"edit": "have", "new": "blocked"}
    assert why(root, "new") == "it is made from another picture, and only a pointer stands for pictures/a.png here"


def test_a_picture_without_a_price_blocks_its_edit_under_a_cap(tmp_path: Path, api: FakeAPI) -> None:
    """It is not bought, so what is made from it is not asked for either; with the user's word both are."""
    root = gallery(tmp_path, edit=EDIT, fox="---\nquality: auto\n---\nA red fox.\n")
    report = bought(root, api)
    assert (report.bought.made, report.exit, len(api.posts())) == (0, Exit.CAP, 0)
    assert bought(root, api, Wishes(cap=Decimal(10), allow_unpriced=True)).bought.made == 2


BATCH = Wishes(cap=Decimal(10), batch=True)


def test_edits_are_handed_in_as_a_batch(tmp_path: Path, api: FakeAPI) -> None:
    """Files of the gallery and images that are here stand in the lines, masks too; the record is that of a purchase."""
    masked = "---\nreferences: pictures/a.png\nmask: pictures/mask.png\n---\nA hat.\n"
    root = gallery(tmp_path, edit=EDIT, fox="A red fox.\n", hat=masked)
    bought(root, api, Wishes(cap=Decimal(10), only=("fox",)))
    before = api.paid()
    report = bought(root, api, BATCH)
    assert (report.warnings, report.bought.submitted.pictures, api.failures) == ((), 2, [])
    assert bought(root, api).bought.collected.pictures == 2
    found = records(root)
    assert found["edit"]["request"]["image"][0]["digest"] == found["fox"]["digest"]
    assert found["hat"]["request"]["mask"]["path"] == "pictures/mask.png"
    assert {str(one["price"]["how"]) for one in found.values()} == {"measured"}
    assert sum(Decimal(found[name]["price"]["usd"]) for name in ("edit", "hat")) == api.paid() - before
    assert bought(root, api).idle


def test_a_batch_holds_no_edit_of_a_picture_that_is_not_here(tmp_path: Path, api: FakeAPI) -> None:
    """Its picture is handed in first; the warning names both, and what makes it at once. Collected, the edit follows."""
    root = gallery(tmp_path, edit=EDIT, fox="A red fox.\n")
    report = bought(root, api, BATCH)
    (warning,) = [str(one) for one in report.warnings]
    assert warning.startswith('prompts/edit.md:2:13: it is made from "fox", and not handed in before that is here')
    assert "one without --batch makes both now" in warning
    assert (report.bought.submitted.pictures, states(root)) == (1, {"fox": "pending", "edit": "blocked"})
    assert why(root, "edit") == 'it is made from another picture, and "fox" is pending'
    assert bought(root, api, BATCH).bought.submitted.pictures == 1
    assert bought(root, api).bought.collected.pictures == 1
    assert set(states(root).values()) == {"have"}


def test_an_edit_whose_picture_changed_is_not_handed_in(tmp_path: Path, api: FakeAPI) -> None:
    """It is said by name, the others are handed in, and nothing of it is left pending."""
    root = gallery(tmp_path, edit=EDIT, fox="A red fox.\n", owl="An owl.\n")
    bought(root, api, Wishes(cap=Decimal(10), only=("fox",)))
    (image,) = (root / "originals").glob("??/*.png")
    image.chmod(0o644)
    image.write_bytes(image.read_bytes() + b"x")
    report = bought(root, api, BATCH)
    assert [(one.ending, one.name) for one in report.bought.troubles] == [("failed", "edit")]
    assert (report.bought.submitted.pictures, states(root)["edit"]) == (1, "missing")


# ── before the first request ─────────────────────────────────────────────────


def test_a_broken_picture_stops_the_build_before_the_first_request(tmp_path: Path, api: FakeAPI) -> None:
    """All of them are told, with file and line; a picture that is there does not mind."""
    root = gallery(tmp_path, edit="---\nreferences: pictures/a.png\n---\nA hat.\n", fox="A red fox.\n")
    bought(root, api)
    broken = a_picture(64, 64)[:2000] + b"IEND\xaeB`\x82"
    (root / "pictures/broken.png").write_bytes(broken)
    (root / "prompts/new.md").write_text("---\ntitle: New\nreferences:\n  - pictures/broken.png\n---\nA scarf.\n")
    with pytest.raises(FaultsError) as caught:
        bought(root, api)
    (fault,) = caught.value.faults
    assert (fault.path, fault.line, len(api.posts())) == ("prompts/new.md", 4, 2)
    assert fault.message.startswith('references "pictures/broken.png" is no picture: does not decode')
    assert build(root, Wishes(offline=True), make_access(api.url, api.key), COMPANY).exit == Exit.DONE


@pytest.mark.parametrize("kind", ["gif", "svg"])
def test_gif_and_svg_are_refused_with_file_and_line(tmp_path: Path, api: FakeAPI, kind: str) -> None:
    """There is no safe way to show them yet, so none is bought, by any model at any server."""
    front = f"model: gpt-image-2.6-flare\nquality: low\noutput_format: {kind}\n"
    root = gallery(tmp_path, fox=f"---\n{front}---\nA red fox.\n")
    with pytest.raises(FaultsError) as caught:
        bought(root, api, Wishes(cap=Decimal(1), allow_unpriced=True))
    (fault,) = caught.value.faults
    assert str(fault) == (
        f'prompts/fox.md:4:16: output_format "{kind}" is not supported yet: there is no safe way to show it\n'
        "  hint: use png, jpeg or webp"
    )
    assert api.posts() == []


def test_a_picture_that_changed_since_the_plan_is_not_sent(tmp_path: Path) -> None:
    """The key was made of other bytes: what would come back would belong to no recipe."""
    root = gallery(tmp_path, edit="---\nreferences: pictures/a.png\n---\nA hat.\n")
    project = load(root)
    (one,) = project.library.prompts[0].inputs
    (root / "pictures/a.png").write_bytes(a_picture(32, 32))
    with pytest.raises(NotSentError, match="not the picture it was"):
        Pictures(root, project.store, project.store.look()).bring(one)


def test_a_damaged_original_is_not_sent(tmp_path: Path, api: FakeAPI) -> None:
    """What is made from rot would be paid for nothing."""
    root = gallery(tmp_path, fox="A red fox.\n")
    bought(root, api)
    (original,) = (root / "originals").rglob("*.png")
    original.chmod(0o644)
    original.write_bytes(original.read_bytes()[:-1] + b"x")
    (root / "prompts/edit.md").write_text(EDIT)
    report = bought(root, api)
    (trouble,) = report.bought.troubles
    assert (trouble.name, trouble.ending, len(api.posts()), report.exit) == ("edit", "failed", 1, Exit.FAILED)


def test_the_wall_counts_pictures_as_they_are(tmp_path: Path, api: FakeAPI) -> None:
    """A relay may have answered larger than was asked: what is sent decides, not what the plan could know."""
    root = gallery(tmp_path, fox="A red fox.\n", edit=EDIT)
    made = load(root).plan()
    api.behave(wrong_size=True)
    report = bought(root, api, Wishes(cap=made.bound))
    assert [(one.name, one.ending) for one in report.bought.troubles] == [("edit", "capped")]
    assert (report.exit, api.paid() <= made.bound) == (Exit.CAP, True)


# ── other models, other servers ──────────────────────────────────────────────


def test_dall_e_2_edits_and_varies_where_it_still_lives(tmp_path: Path) -> None:
    """One square PNG, a mask, no words for a variation; the package's own warning reaches nobody."""
    root = gallery(
        tmp_path,
        config=DALLE,
        varied="---\nvariation_of: pictures/a.png\nsize: 512x512\nn: 2\n---\nOnly shown.\n",
        edit="---\nreferences: pictures/a.png\nmask: pictures/mask.png\n---\nA hat.\n",
        again="---\nvariation_of: edit\n---\n",
    )
    with FakeAPI(profile="dall-e") as api:
        report = bought(root, api)
        posts = {(post.path, post.prompt, post.body.get("size")) for post in api.posts()}
        assert (report.bought.made, report.exit, report.bought.spent) == (4, Exit.DONE, api.paid())
        assert bought(root, api).idle
        assert api.failures == []
    assert posts == {
        ("/v1/images/variations", "", "512x512"),
        ("/v1/images/edits", "A hat.", "256x256"),
        ("/v1/images/variations", "", "256x256"),
    }
    (root / "prompts/varied.md").write_text(
        "---\nvariation_of: pictures/a.png\nsize: 512x512\nn: 2\n---\nOther words.\n"
    )
    assert set(states(root).values()) == {"have"}


def test_openais_own_server_varies_nothing(tmp_path: Path) -> None:
    """The fault says what to do instead, before anything is sent."""
    root = gallery(tmp_path, varied="---\nmodel: dall-e-2\nvariation_of: pictures/a.png\n---\n")
    with pytest.raises(FaultsError) as caught:
        build(root, RICH, make_access(None, "sk-fake"), COMPANY)
    assert "prompts/varied.md:3:15: variations are retired at OpenAI" in [
        str(one).split("\n")[0] for one in caught.value.faults
    ]


@pytest.mark.parametrize("as_link", [False, True], ids=["b64_json", "url"])
def test_dall_e_3_tells_how_it_rewrote_the_prompt(tmp_path: Path, as_link: bool) -> None:  # noqa: FBT001  # a table
    """Both hd and style are sent, revised_prompt is kept, whichever way the picture comes."""
    front = "model: dall-e-3\nsize: 1792x1024\nquality: hd\nstyle: natural\n"
    root = gallery(tmp_path, fox=f"---\n{front}---\nA red fox.\n")
    with FakeAPI(profile="dall-e", link=as_link) as api:
        assert bought(root, api).bought.made == 1
        assert len(api.downloads()) == as_link
    kept = records(root)["fox"]
    assert (kept["request"]["quality"], kept["request"]["style"]) == ("hd", "natural")
    assert Decimal(kept["price"]["usd"]) == api.paid() == Decimal("0.12")
    assert kept["answer"]["revised_prompt"] == "A detailed picture: A red fox."


def test_an_extra_body_reaches_the_server_that_knows_it(tmp_path: Path) -> None:
    """With a generation as JSON and with an edit as a form; the record has it among what was sent."""
    extra = "extra_body: {seed: 7, cfg_scale: 7.5, negative_prompt: Rain, lora: {name: X}}"
    root = gallery(
        tmp_path,
        config=CONFIG.replace("[defaults]", '[defaults]\nmodel = "local-model"'),
        fox=f"---\n{extra}\n---\nA red fox.\n",
        edit=f"---\nreferences: pictures/a.png\n{extra}\n---\nA hat.\n",
    )
    with FakeAPI(profile="sglang") as api:
        report = bought(root, api, Wishes(cap=Decimal(1), allow_unpriced=True))
        bodies = {post.prompt: post.body for post in api.posts()}
    assert (report.bought.made, report.exit) == (2, Exit.DONE)
    stated = {"seed": 7, "cfg_scale": 7.5, "negative_prompt": "Rain", "lora": {"name": "X"}}
    assert stated.items() <= bodies["A red fox."].items()
    assert {"seed": "7", "cfg_scale": "7.5", "lora[name]": "X"}.items() <= bodies["A hat."].items()
    kept = records(root)
    assert all(stated.items() <= kept[name]["request"].items() for name in ("fox", "edit"))
    assert states(root) == {"fox": "have", "edit": "have"}


def test_what_an_endpoint_does_not_have_is_left_out_of_the_defaults(tmp_path: Path, api: FakeAPI) -> None:
    """A gallery's moderation and fidelity hold where they mean something, and make no edit or generation a fault."""
    config = CONFIG.replace(
        "[defaults]", '[defaults]\nmodel = "gpt-image-1.5"\nmoderation = "low"\ninput_fidelity = "high"'
    )
    config = config.replace("1024x640", "1024x1024")
    root = gallery(tmp_path, config=config, fox="A red fox.\n", edit="---\nreferences: fox\n---\nA hat.\n")
    report = bought(root, api, Wishes(cap=Decimal(1), allow_unpriced=True))
    bodies = {post.prompt: post.body for post in api.posts()}
    assert (report.bought.made, [("moderation" in body, "input_fidelity" in body) for body in bodies.values()]) == (
        2,
        [(True, False), (False, True)],
    )


@pytest.mark.parametrize("form", ["png", "webp"])
def test_a_transparent_picture_is_kept_transparent(tmp_path: Path, api: FakeAPI, form: str) -> None:
    """Sent as stated, kept as it came, and known as transparent on its page."""
    root = gallery(tmp_path, fox=f"---\nbackground: transparent\noutput_format: {form}\n---\nA red fox.\n")
    bought(root, api)
    site = json.loads((root / "site/gallery.json").read_text(encoding="utf-8"))
    assert (records(root)["fox"]["media_type"], site["exhibits"][0]["images"][0]["transparent"]) == (
        f"image/{form}",
        True,
    )


# ── pages ────────────────────────────────────────────────────────────────────


def test_a_page_links_to_what_its_picture_is_made_from(tmp_path: Path, api: FakeAPI) -> None:
    """Prompts by their titles, files by their paths; gallery.json has the names as they are written."""
    root = gallery(tmp_path, edit=EDIT, fox="---\ntitle: A fox & more\n---\nA red fox.\n")
    bought(root, api)
    page = (root / "site/prompts/edit.html").read_text(encoding="utf-8")
    assert (
        '<dt>Made from</dt>\n          <dd dir="auto"><a href="../prompts/fox.html">A fox &amp; more</a>, pictures/a.png</dd>'
        in page
    )
    assert "Made from" not in (root / "site/prompts/fox.html").read_text(encoding="utf-8")
    site = json.loads((root / "site/gallery.json").read_text(encoding="utf-8"))
    assert {one["id"]: one.get("references") for one in site["exhibits"]} == {
        "edit": ["fox", "pictures/a.png"],
        "fox": None,
    }
    assert 'data-copy="curl"' not in page  # words alone cannot ask for it


def test_a_variations_page_has_no_words_that_were_sent(tmp_path: Path) -> None:
    """Where its file says something, it is shown as not sent; where it says nothing, no empty prompt hangs there."""
    silent, told = "---\nvariation_of: pictures/a.png\n---\n", "---\nvariation_of: pictures/a.png\n---\nA note.\n"
    root = gallery(tmp_path, config=DALLE, silent=silent, told=told)
    build(root, Wishes(offline=True), make_access(None, None), COMPANY)
    pages = {name: (root / f"site/prompts/{name}.html").read_text(encoding="utf-8") for name in ("silent", "told")}
    words = "Made from a picture alone: no words were sent."
    assert [words in page for page in pages.values()] == [True, True]
    assert ['id="prompt"' in page for page in pages.values()] == [False, True]
    assert "Sent with" not in pages["told"]


def test_a_sketch_says_that_it_waits_for_another(tmp_path: Path) -> None:
    """A visitor reads why it hangs there."""
    root = gallery(tmp_path, edit=EDIT, fox="---\nprovider: sketch\n---\nA fox.\n")
    build(root, Wishes(offline=True), make_access(None, None), COMPANY)
    assert "a picture that it is made from is not there" in (root / "site/prompts/edit.html").read_text(
        encoding="utf-8"
    )
