"""`gc` clears only what is proved to be nobody's, asks first, and deletes no picture that was paid for."""

from __future__ import annotations

import datetime as dt
import json
from base64 import b64encode
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest
from filelock import FileLock

from gallery_build.buy.access import Access, make_access
from gallery_build.care.gc import clear_leftovers, discard
from gallery_build.care.leftovers import find_leftovers
from gallery_build.care.unused import unused_derivatives, unused_images
from gallery_build.cli import run
from gallery_build.job import Company, Wishes
from gallery_build.project import build, load
from gallery_build.store import Store
from tests.fake_api import FakeAPI
from tests.values import a_gallery, a_key, a_picture, a_record

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from gallery_build.model import Key

CONFIG = '[site]\ntitle = "Test"\n[images]\nwidths = [32]\nformats = ["jpeg"]\n'
PICTURE = a_picture()
FOX, RUN = a_key("A red fox."), "0123456789abcdef"
COMPANY = Company(dt.date(2026, 11, 22))


def answer(content: bytes = PICTURE) -> bytes:
    """Return a raw answer that holds a picture."""
    return json.dumps({"data": [{"b64_json": b64encode(content).decode()}]}).encode()


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Return a gallery of one prompt."""
    return a_gallery(tmp_path, config=CONFIG, fox="A red fox.\n")


@pytest.fixture
def store(root: Path) -> Store:
    """Return its store, with the prompt's picture."""
    store = Store(root / "originals")
    store.put(PICTURE, a_record(FOX, PICTURE, run=RUN), "png")
    return store


def put(store: Store, text: str, **fields: Any) -> Key:  # noqa: ANN401  # a test's fields
    """Keep one more picture, of another text."""
    content = a_picture(colour=f"#{len(text) * 4099:06x}")
    store.put(content, a_record(a_key(text), content, **fields), "png")
    return a_key(text)


def half_a_file(store: Store) -> Path:
    """Leave what a kill leaves."""
    path = store.folder / FOX[:2] / ".tmp-abc"
    path.write_bytes(b"half")
    return path


def settled_intent(store: Store) -> Path:
    """Leave the intent of an attempt whose record stands."""
    store.intend(FOX, RUN, {})
    return store.folder / FOX[:2] / f"{FOX}.{RUN}.asked.json"


def refused_intent(store: Store) -> Path:
    """Leave the intent of an attempt whose refusal stands."""
    store.refuse(FOX, RUN[::-1], {})
    store.intend(FOX, RUN[::-1], {})
    return store.folder / FOX[:2] / f"{FOX}.{RUN[::-1]}.asked.json"


def finished_answer(store: Store) -> Path:
    """Leave the answer of a picture that stands."""
    spooled = store.spool(FOX, RUN)
    spooled.path.write_bytes(b"{}\n" + answer())
    return spooled.path


def no_picture(store: Store) -> Path:
    """Leave an answer that is no picture."""
    return store.quarantine(store.spool(FOX, RUN), b"<html>")


def unknown_intent(store: Store) -> Path:
    """Leave a request that was perhaps paid, of a key whose picture came later."""
    store.intend(FOX, "f" * 16, {})
    return store.folder / FOX[:2] / f"{FOX}.{'f' * 16}.asked.json"


def waiting_answer(store: Store) -> Path:
    """Leave an answer that the next build finishes."""
    unknown_intent(store)
    spooled = store.spool(FOX, "f" * 16)
    spooled.path.write_bytes(b"{}\n" + answer())
    return spooled.path


def unread_answer(store: Store) -> Path:
    """Leave an answer without its intent, whose picture stands nowhere."""
    spooled = store.spool(FOX, RUN)
    spooled.path.write_bytes(b"{}\n" + answer(a_picture(80, 60)))
    return spooled.path


def damaged_original(store: Store) -> Path:
    """Leave an answer whose picture stands, but no longer byte for byte."""
    path = finished_answer(store)
    (image,) = store.folder.glob("??/*.png")
    image.chmod(0o644)
    image.write_bytes(PICTURE[:-1] + b"x")
    return path


def parted_picture(store: Store) -> Path:
    """Leave an answer in quarantine that holds a picture after all."""
    return store.quarantine(store.spool(FOX, RUN), answer())


def stranger(store: Store) -> Path:
    """Leave somebody's file in the quarantine."""
    no_picture(store)
    path = store.folder / ".quarantine" / "notes.txt"
    path.write_text("mine")
    return path


@pytest.mark.parametrize("leave", [half_a_file, settled_intent, refused_intent, finished_answer, no_picture])
def test_what_is_proved_may_go(root: Path, store: Store, leave: Callable[[Store], Path]) -> None:
    """Half files, intents whose answer stands, answers whose picture stands, answers that are none."""
    path = leave(store)
    assert run(["-C", str(root), "gc", "--yes"]) == 0
    assert not path.exists()
    assert run(["-C", str(root), "verify"]) == 0


@pytest.mark.parametrize(
    "leave", [unknown_intent, waiting_answer, unread_answer, damaged_original, parted_picture, stranger]
)
def test_what_may_be_money_stays(root: Path, store: Store, leave: Callable[[Store], Path]) -> None:
    """Requests that were perhaps paid, answers that are the only copy of a picture, files of somebody else."""
    path = leave(store)
    content = path.read_bytes()
    assert run(["-C", str(root), "gc", "--yes"]) == 0
    assert path.read_bytes() == content
    assert [one.clear for one in find_leftovers(store) if one.path.endswith(path.name)] == [False]


def test_an_intent_of_an_older_record_proves_nothing(root: Path, store: Store) -> None:
    """A record that does not name its attempt leaves every intent of its key in the book."""
    key = put(store, "A hare.", run=None)
    store.intend(key, RUN, {})
    assert [one.clear for one in find_leftovers(store)] == [False]
    assert run(["-C", str(root), "gc", "--yes"]) == 0
    assert find_leftovers(store)


@pytest.mark.parametrize("flags", [["--dry-run"], ["--dry-run", "--yes"], []])
def test_nothing_goes_unasked(root: Path, store: Store, flags: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    """Where nobody can be asked the list is printed, nothing is done, and without --dry-run the exit code is 2."""
    path = half_a_file(store)
    assert run(["-C", str(root), "gc", *flags]) == (0 if flags else 2)
    said = capsys.readouterr()
    assert f"would clear: originals/{FOX[:2]}/.tmp-abc: half a file" in said.out
    assert ("--yes does it" in said.err, path.exists()) == (not flags, True)


def test_nothing_to_clear_needs_no_word(root: Path, store: Store, capsys: pytest.CaptureFixture[str]) -> None:
    """A tidy gallery: exit 0 without --yes, and no lock is taken."""
    assert run(["-C", str(root), "gc"]) == 0
    assert (capsys.readouterr().out, (store.folder / ".spool").exists()) == ("nothing to clear.\n", False)


def test_nothing_is_cleared_while_somebody_buys(root: Path, store: Store) -> None:
    """Half a file may be somebody's whole one in a moment: exit 75."""
    path = half_a_file(store)
    with FileLock(store.lock):
        assert run(["-C", str(root), "gc", "--yes"]) == 75
    assert path.exists()


def test_what_changed_since_it_was_listed_stays(root: Path, store: Store) -> None:
    """What was agreed to is looked at again under the lock."""
    path = half_a_file(store)
    agreed = find_leftovers(store)
    path.write_bytes(b"half, and more")
    assert clear_leftovers(load(root), agreed) == []
    assert path.exists()


def test_derivatives_that_no_page_shows_go(root: Path, store: Store) -> None:
    """After an edit the old sizes go, those shown stay, the site keeps its files and a build has nothing to do."""
    build(root, Wishes(offline=True), Access(), COMPANY)
    (root / "gallery.toml").write_text(CONFIG.replace("[32]", "[48]"), encoding="utf-8")
    build(root, Wishes(offline=True), Access(), COMPANY)
    folder = root / ".gallery/derivatives"
    before = {path.name for path in folder.rglob("*.jpg")}
    assert [one.path.rpartition("/")[2] in before for one in unused_derivatives(load(root))] == [True]
    assert run(["-C", str(root), "gc", "--yes"]) == 0
    assert len(list(folder.rglob("*.jpg"))) == len(before) - 1
    assert unused_derivatives(load(root)) == []
    assert build(root, Wishes(offline=True), Access(), COMPANY).idle


def test_derivatives_of_drafts_stay(root: Path, store: Store) -> None:
    """`serve --drafts` shows them, though no page of the site does."""
    assert store.folder.is_dir()
    build(root, Wishes(offline=True), Access(), COMPANY)
    (root / "prompts/fox.md").write_text("---\ndraft: true\n---\nA red fox.\n", encoding="utf-8")
    assert unused_derivatives(load(root)) == []


def unused(root: Path) -> list[str]:
    """Return the prompts of the images that nothing names."""
    return [one.record.prompt_id for one in unused_images(load(root))]


def test_history_is_not_unused(root: Path, store: Store) -> None:
    """What an exhibit showed before, and before that, stays; what no record leads to is unused."""
    put(store, "first", prompt_id="old-name")
    put(store, "second", prompt_id="old-name", previous=a_key("first"))
    put(store, "stray", prompt_id="gone")
    content = a_picture(80, 60)
    store.put(content, a_record(FOX, content, previous=a_key("second"), width=80, height=60), "png")
    assert unused(root) == ["gone"]


def test_what_is_shown_until_the_next_purchase_is_not_unused(root: Path, store: Store) -> None:
    """After an edit or a reroll, before the next picture is bought, the last one is history already."""
    assert store.folder.is_dir()
    (root / "prompts/fox.md").write_text("---\ntake: 2\n---\nA red fox, running.\n", encoding="utf-8")
    assert unused(root) == []
    (root / "prompts/fox.md").rename(root / "prompts/vixen.md")
    assert unused(root) == ["fox"]


def test_drafts_name_their_images(root: Path, store: Store) -> None:
    """A picture is not lost because its prompt is being worked on."""
    assert store.folder.is_dir()
    (root / "prompts/fox.md").write_text("---\ndraft: true\n---\nA red fox.\n", encoding="utf-8")
    assert unused(root) == []


def test_a_record_that_cannot_be_read_stops_the_search(root: Path, store: Store) -> None:
    """It may name any image: nothing is called unused."""
    put(store, "stray", prompt_id="gone")
    (record,) = (store.folder / FOX[:2]).glob(f"{FOX}*.json")
    record.chmod(0o644)
    record.write_bytes(b"{")
    assert run(["-C", str(root), "gc", "--unused", "--force", "--yes"]) == 1
    assert len(list(store.folder.glob("??/*.png"))) == 2


def test_unused_images_are_listed_and_stay(root: Path, store: Store, capsys: pytest.CaptureFixture[str]) -> None:
    """Without --force nothing moves; --force alone is no command."""
    put(store, "stray", prompt_id="gone")
    for flags in ([], ["--yes"], ["--force", "--dry-run"]):
        assert run(["-C", str(root), "gc", "--unused", *flags]) == 0
        assert "gone #1, gpt-image-2.5-flare, 2026-11-01, $0.013" in capsys.readouterr().out
    assert run(["-C", str(root), "gc", "--unused", "--force"]) == 2
    assert run(["-C", str(root), "gc", "--force"]) == 2
    assert len(list(store.folder.glob("??/*.png"))) == 2


def test_unused_images_are_moved_never_deleted(root: Path, store: Store, capsys: pytest.CaptureFixture[str]) -> None:
    """Byte for byte, each with its record; git sees them, the book keeps their money, and nothing else moves."""
    key = put(store, "stray", prompt_id="gone")
    files = {path.name: path.read_bytes() for path in (store.folder / key[:2]).glob(f"{key}*")}
    assert run(["-C", str(root), "spend", "--json"]) == 0
    before = json.loads(capsys.readouterr().out)["total"]
    assert run(["-C", str(root), "gc", "--unused", "--force", "--yes"]) == 0
    moved = {path.name: path.read_bytes() for path in (store.folder / ".trash" / key[:2]).iterdir()}
    assert (moved, len(moved), unused(root), len(list(store.folder.glob("??/*.png")))) == (files, 2, [], 1)
    assert not list((store.folder / ".trash").rglob(".gitignore"))
    capsys.readouterr()
    assert run(["-C", str(root), "spend", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["total"] == before


def test_the_trash_is_never_overwritten(root: Path, store: Store) -> None:
    """Should the same name stand there already, what is there and what comes both stay."""
    key = put(store, "stray", prompt_id="gone")
    (image,) = (store.folder / key[:2]).glob(f"{key}*.png")
    twin = store.folder / ".trash" / key[:2] / image.name
    twin.parent.mkdir(parents=True)
    twin.write_bytes(b"other")
    assert run(["-C", str(root), "gc", "--unused", "--force", "--yes"]) == 1
    assert (twin.read_bytes(), image.exists()) == (b"other", True)


def test_what_is_named_again_is_not_moved(root: Path, store: Store) -> None:
    """What was agreed to is looked at again under the lock."""
    put(store, "A stray.", prompt_id="gone")
    agreed = unused_images(load(root))
    (root / "prompts/stray.md").write_text("A stray.\n", encoding="utf-8")
    assert (len(agreed), discard(load(root), agreed)) == (1, [])


def test_a_crash_between_picture_and_settling_is_cleared(root: Path) -> None:
    """Bought from an API: an intent left beside its record goes, one of another attempt does not, and nothing is asked again."""
    store = Store(root / "originals")
    with FakeAPI() as api:
        access = make_access(api.url, api.key)
        (root / "gallery.toml").write_text(CONFIG + '[defaults]\nquality = "low"\n', encoding="utf-8")
        build(root, Wishes(cap=Decimal(1)), access, COMPANY)
        (record,) = [json.loads(path.read_bytes()) for path in store.folder.glob("??/*.json")]
        store.intend(FOX, record["run"], {})
        store.intend(FOX, RUN, {})
        assert run(["-C", str(root), "gc", "--yes"]) == 0
        assert (store.look().asked, len(api.posts())) == ({FOX: (RUN,)}, 1)


def test_the_document_lists_what_goes_and_what_stays(
    root: Path, store: Store, capsys: pytest.CaptureFixture[str]
) -> None:
    """`--json` says whether it was done, with paths, bytes and reasons."""
    half_a_file(store)
    unknown_intent(store)
    assert run(["-C", str(root), "gc", "--dry-run", "--json"]) == 0
    dry = json.loads(capsys.readouterr().out)
    assert run(["-C", str(root), "gc", "--yes", "--json"]) == 0
    done = json.loads(capsys.readouterr().out)
    assert ([dry["cleared"], done["cleared"]], dry["leftovers"]) == ([False, True], done["leftovers"])
    assert [one["path"] for one in done["leftovers"]] == [f"{FOX[:2]}/.tmp-abc"]
    assert [one["why"] for one in done["kept"]] == ["no answer stands, perhaps paid: it stays in the book"]
