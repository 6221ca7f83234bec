"""`verify` names whatever is not what its record says, tells harm from what is only elsewhere, and changes nothing."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from gallery_build.care.inventory import Place, take_inventory
from gallery_build.care.verify import HARM, Kind, Verified, verify
from gallery_build.cli import run
from gallery_build.store import Store, digest_of
from tests.values import a_gallery, a_key, a_picture, a_record

if TYPE_CHECKING:
    from pathlib import Path

    from gallery_build.model import Key

PICTURE = a_picture()
FOX = a_key("fox")
POINTER = b"version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 1\n"


@pytest.fixture
def store(tmp_path: Path) -> Store:
    """Return a store with one sound original."""
    store = Store(tmp_path / "originals")
    store.put(PICTURE, a_record(FOX, PICTURE), "png")
    return store


def verified(store: Store) -> Verified:
    """Verify, telling nobody."""
    return verify(store, lambda _progress: None)


def said(store: Store) -> dict[str, list[str]]:
    """Return the paths of each kind that was said."""
    found: dict[str, list[str]] = {}
    for remark in verified(store).remarks:
        found.setdefault(remark.kind, []).append(remark.path)
    return found


def image(store: Store, key: Key = FOX) -> Path:
    """Return an image's file, made writable, as vandals and disks do."""
    (path,) = (store.folder / key[:2]).glob(f"{key}*.png")
    path.chmod(0o644)
    return path


def inside(store: Store, path: Path) -> str:
    """Return a path as remarks have it."""
    return path.relative_to(store.folder).as_posix()


def test_a_sound_original_is_counted(store: Store) -> None:
    """One image, all its bytes read, nothing to say."""
    assert verified(store) == Verified(1, len(PICTURE), ())


@pytest.mark.parametrize("place", [0, len(PICTURE) // 2, len(PICTURE) - 1])
def test_one_flipped_bit_is_damage(store: Store, place: int) -> None:
    """Wherever in the file the bit is; and the image's owner is named."""
    file = image(store)
    content = bytearray(file.read_bytes())
    content[place] ^= 1
    file.write_bytes(content)
    (remark,) = verified(store).remarks
    assert (remark.kind, remark.path, remark.prompt) == (Kind.DAMAGED, inside(store, file), "fox #1")


def test_bytes_cut_off_are_damage(store: Store) -> None:
    """Also where what is left is smaller than a pointer, or nothing."""
    for length in (len(PICTURE) - 1, 100, 0):
        image(store).write_bytes(PICTURE[:length])
        assert list(said(store)) == [Kind.DAMAGED]


def test_what_is_elsewhere_is_absent(store: Store) -> None:
    """An LFS pointer, an annex link, and a name that only git's index has are no damage."""
    file = image(store)
    gone = inside(store, file)
    file.write_bytes(POINTER)
    assert said(store) == {Kind.ABSENT: [gone]}
    file.unlink()
    file.symlink_to("../../.git/annex/objects/fox.png")
    assert said(store) == {Kind.ABSENT: [gone]}
    file.unlink()
    assert said(Store(store.folder, frozenset({gone}))) == {Kind.ABSENT: [gone]}


def test_halves_are_told_apart(store: Store) -> None:
    """A record without its image and an image without its record are each named; the image is still held to its name."""
    file = image(store)
    record = file.with_suffix(".json")
    content = file.read_bytes()
    file.unlink()
    assert said(store) == {Kind.WITHOUT_IMAGE: [inside(store, record)]}
    file.write_bytes(content)
    record.unlink()
    assert said(store) == {Kind.WITHOUT_RECORD: [inside(store, file)]}
    file.write_bytes(content + b"\0")
    assert said(store) == {Kind.DAMAGED: [inside(store, file)]}


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b'{"record": 1}', b'{"record": 99}', b"\xff" * 9])
def test_a_record_that_cannot_be_read_is_named(store: Store, content: bytes) -> None:
    """A torn, foreign or newer record is said, not believed."""
    record = image(store).with_suffix(".json")
    record.chmod(0o644)
    record.write_bytes(content)
    assert said(store) == {Kind.UNREADABLE: [inside(store, record)]}


def test_everything_else_is_named_for_what_it_is(store: Store) -> None:
    """Intents, spool, quarantine, leftovers and strangers are no harm; the tool's own files are not mentioned."""
    store.intend(FOX, "0" * 16, {"prompt_id": "fox", "index": 2, "asked": "2026-11-01T10:00:00Z"})
    spooled = store.spool(FOX, "1" * 16)
    spooled.path.write_bytes(b"{}\n")
    store.quarantine(spooled, b"no picture")
    (store.folder / FOX[:2] / ".tmp-abc").write_bytes(b"half")
    (store.folder / "holiday.jpg").write_bytes(b"mine")
    (store.folder / "zz").mkdir()
    (store.folder / "zz" / image(store).name).write_bytes(PICTURE)  # a right name in a wrong folder
    assert store.lock.parent.is_dir()
    assert said(store) == {
        Kind.INTENT: [f"{FOX[:2]}/{FOX}.{'0' * 16}.asked.json"],
        Kind.SPOOL: [f".spool/{FOX}.{'1' * 16}"],
        Kind.QUARANTINE: [f".quarantine/{FOX}.{'1' * 16}"],
        Kind.TEMPORARY: [f"{FOX[:2]}/.tmp-abc"],
        Kind.FOREIGN: ["holiday.jpg", f"zz/{image(store).name}"],
    }
    assert HARM.isdisjoint(said(store))


def test_a_note_that_cannot_be_read_is_named(store: Store) -> None:
    """A torn intent is harm: it may stand for money."""
    path = f"{FOX[:2]}/{FOX}.{'0' * 16}.asked.json"
    (store.folder / path).write_bytes(b'{"intent": 1, "key')
    assert said(store) == {Kind.UNREADABLE: [path]}


def test_an_empty_gallery_is_sound(tmp_path: Path) -> None:
    """No folder, no files, nothing to say."""
    assert verified(Store(tmp_path / "originals")) == Verified(0, 0, ())
    assert take_inventory(tmp_path / "originals") == []


def test_the_trash_is_nobodys_harm(store: Store) -> None:
    """What was moved to the trash is not looked at."""
    file = image(store)
    trash = store.folder / ".trash" / FOX[:2]
    trash.mkdir(parents=True)
    for half in (file, file.with_suffix(".json")):
        half.rename(trash / half.name)
    assert verified(store) == Verified(0, 0, ())
    assert {found.place for found in take_inventory(store.folder)} == {Place.TRASH}


def test_nothing_is_changed(store: Store, tmp_path: Path) -> None:
    """Every file keeps its bytes and times, and none appears."""
    a_gallery(tmp_path, fox="A red fox.\n")
    image(store).write_bytes(b"damaged")
    before = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*")}
    assert run(["-C", str(tmp_path), "verify"]) == 1
    assert {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*")} == before


def test_the_exit_code_tells_harm_from_absence(
    store: Store, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """0 where all is sound, 6 where something is only elsewhere, 1 where something is damaged; prompts may be faulty."""
    a_gallery(tmp_path, fox="---\ntitel: x\n---\nA red fox.\n")
    assert run(["-C", str(tmp_path), "verify"]) == 0
    assert "1 original sound, " in capsys.readouterr().out
    image(store).write_bytes(POINTER)
    assert run(["-C", str(tmp_path), "verify"]) == 6
    assert capsys.readouterr().out.startswith(f"absent: originals/{FOX[:2]}/{FOX}.")
    image(store).write_bytes(PICTURE[:-1])
    assert run(["-C", str(tmp_path), "verify", "-q"]) == 1
    assert capsys.readouterr().out.startswith(f"damaged: originals/{FOX[:2]}/{FOX}.")


def test_the_document_counts_each_kind(store: Store, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """`--json` holds what was sound, every remark, and a count for each kind, none left out."""
    a_gallery(tmp_path, fox="A red fox.\n")
    image(store).write_bytes(PICTURE[:-1])
    assert run(["-C", str(tmp_path), "verify", "--json"]) == 1
    document = json.loads(capsys.readouterr().out)
    assert (document["schema"], document["sound"], document["counts"]["damaged"]) == (1, 0, 1)
    assert set(document["counts"]) == {kind.value for kind in Kind}
    assert [(one["kind"], one["prompt"]) for one in document["remarks"]] == [("damaged", "fox #1")]


@pytest.mark.parametrize("annex", [False, True], ids=["lfs", "annex"])
def test_a_pointer_to_other_bytes_is_damage(store: Store, annex: bool) -> None:  # noqa: FBT001  # a table
    """Where it names a digest, that is the record's, or what would be fetched is another picture."""
    (path,) = store.folder.glob("??/*.png")
    for digest, kind in {digest_of(PICTURE): Kind.ABSENT, digest_of(b"another"): Kind.DAMAGED}.items():
        path.unlink()
        if annex:
            path.symlink_to(f"../.git/annex/objects/aa/bb/SHA256E-s9--{digest}.png/SHA256E-s9--{digest}.png")
        else:
            path.write_bytes(POINTER.replace(b"sha256:0", f"sha256:{digest}".encode()))
        assert said(store) == {kind: [path.relative_to(store.folder).as_posix()]}
