"""The store keeps what was paid: whole, once, and with its record."""

from __future__ import annotations

import json
import subprocess
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from gallery_build.errors import StoreError
from gallery_build.store import Store, digest_of, new_run, tracked_by_git
from gallery_build.store.records import newest
from tests.values import a_key, a_picture, a_record

if TYPE_CHECKING:
    from pathlib import Path

LFS_POINTER = b"version https://git-lfs.github.com/spec/v1\noid sha256:" + b"0" * 64 + b"\nsize 123456\n"


@pytest.fixture
def store(tmp_path: Path) -> Store:
    """Return an empty store."""
    return Store(tmp_path / "originals")


def test_an_image_comes_back_byte_for_byte(store: Store) -> None:
    """What was put is read back unchanged, with its record."""
    content, key = a_picture(), a_key()
    store.put(content, a_record(key, content), "png")
    original = store.originals(store.look(), key)[0]
    assert (store.read(original.path), original.record) == (content, a_record(key, content))


def test_names_say_key_and_digest(store: Store) -> None:
    """Key and digest can be read off a file's name."""
    content, key = a_picture(), a_key()
    path = store.put(content, a_record(key, content), "png").path
    assert path == f"{key[:2]}/{key}.{digest_of(content)[:12]}.png"


def test_an_empty_folder_holds_nothing(store: Store) -> None:
    """A store whose folder is not there is an empty store, not an error."""
    holdings = store.look()
    assert [holdings.images, holdings.asked, holdings.refused, set(holdings.pointers)] == [{}, {}, {}, set()]


def test_files_are_read_only_and_never_rewritten(store: Store) -> None:
    """Putting the same image again leaves the file as it was."""
    content, key = a_picture(), a_key()
    path = store.folder / store.put(content, a_record(key, content), "png").path
    before = path.stat()
    store.put(content, a_record(key, content), "png")
    assert (path.stat().st_ino, path.stat().st_mode & 0o222) == (before.st_ino, 0)


def test_a_damaged_image_is_mended_by_the_same_bytes(store: Store) -> None:
    """Where the answer is still in hand, a torn file does not stand in its way."""
    content, key = a_picture(), a_key()
    path = store.folder / store.put(content, a_record(key, content), "png").path
    path.chmod(0o644)
    path.write_bytes(content[:100])
    store.put(content, a_record(key, content), "png")
    assert path.read_bytes() == content


def test_of_two_images_of_one_key_the_oldest_is_shown(store: Store) -> None:
    """Two branches that bought the same key keep both; the oldest comes first."""
    key = a_key()
    for colour, received in (("#111111", "2026-11-02T00:00:00Z"), ("#eeeeee", "2026-11-01T00:00:00Z")):
        content = a_picture(colour=colour)
        store.put(content, a_record(key, content, received=received), "png")
    found = [original.record.received for original in store.originals(store.look(), key)]
    assert found == ["2026-11-01T00:00:00Z", "2026-11-02T00:00:00Z"]


def test_a_record_without_bytes_is_a_promise_not_a_miss(store: Store) -> None:
    """An image whose bytes are gone was made once; it is absent, never missing."""
    content, key = a_picture(), a_key()
    original = store.put(content, a_record(key, content), "png")
    (store.folder / original.path).unlink()
    holdings = store.look()
    assert (holdings.has(key), holdings.promises(key)) == (False, True)


@pytest.mark.parametrize("pointer", [LFS_POINTER, b"/annex/objects/SHA256E-s123--abc.png\n"])
def test_a_pointer_is_a_promise_not_an_image(store: Store, pointer: bytes) -> None:
    """Git LFS and annex pointers stand for an original that is elsewhere."""
    content, key = a_picture(), a_key()
    path = store.folder / store.put(content, a_record(key, content), "png").path
    path.chmod(0o644)
    path.write_bytes(pointer)
    holdings = store.look()
    assert (holdings.has(key), holdings.promises(key)) == (False, True)


def test_a_small_picture_is_no_pointer(store: Store) -> None:
    """Smallness alone makes no pointer."""
    content, key = a_picture(8, 8), a_key()
    store.put(content, a_record(key, content), "png")
    assert store.look().has(key)


def test_a_link_out_of_the_store_is_not_followed(store: Store, tmp_path: Path) -> None:
    """A symbolic link stands for nothing that is here."""
    content, key = a_picture(), a_key()
    path = store.folder / store.put(content, a_record(key, content), "png").path
    outside = tmp_path / "outside.png"
    outside.write_bytes(content)
    path.unlink()
    path.symlink_to(outside)
    assert not store.look().has(key)


def test_what_git_lists_and_the_folder_lacks_is_a_promise(tmp_path: Path) -> None:
    """A sparse checkout leaves files out that were paid for."""
    content, key = a_picture(), a_key()
    first = Store(tmp_path / "originals")
    path = first.put(content, a_record(key, content), "png").path
    subprocess.run(["git", "init", "-q"], cwd=tmp_path, check=True)
    subprocess.run(["git", "add", "originals"], cwd=tmp_path, check=True)
    for name in (path, path.replace(".png", ".json")):
        (first.folder / name).unlink()
    tracked, none = tracked_by_git(tmp_path, "originals", ".gallery") or (frozenset(), frozenset("?"))
    assert Store(tmp_path / "originals", tracked).look().promises(key)
    assert (len(tracked), len(none)) == (2, 0)


def test_an_intent_stands_until_it_is_settled(store: Store) -> None:
    """What was asked and not answered is known to the next build."""
    key, run = a_key(), new_run()
    store.intend(key, run, {"quote": {}})
    before = store.look().asked
    store.settle(key, run)
    assert (before, store.look().asked) == ({key: (run,)}, {})


def test_a_refusal_is_remembered_for_its_request(store: Store) -> None:
    """A refusal holds for the request it was given to, at the server that gave it; an older one names none."""
    key = a_key()
    store.refuse(key, new_run(), {"request_digest": "abc"})
    store.refuse(key, new_run(), {"request_digest": "abc", "host": "images.example"})
    assert store.look().refused == {key: frozenset({("abc", ""), ("abc", "images.example")})}


def test_the_spool_ignores_itself_in_git(store: Store) -> None:
    """Raw answers are nobody's history."""
    spooled = store.spool(a_key(), new_run())
    spooled.path.write_bytes(b"{}")
    assert (spooled.path.parent / ".gitignore").read_bytes() == b"*\n"
    assert [found.path for found in store.spooled()] == [spooled.path]


def test_foreign_files_are_passed_over(store: Store) -> None:
    """A file that is not ours does no harm."""
    (store.folder / "ab").mkdir(parents=True)
    (store.folder / "ab" / "notes.txt").write_text("mine")
    assert store.look().images == {}


def test_a_folder_that_cannot_be_written_is_an_error_with_words(tmp_path: Path) -> None:
    """A store that is a file stops the build before anything is sent."""
    (tmp_path / "originals").write_text("not a folder")
    with pytest.raises(StoreError, match="cannot be written"):
        Store(tmp_path / "originals").intend(a_key(), new_run(), {})


@pytest.mark.parametrize("damage", [b"", b"{", b"[]", b'{"record": 1}', b'{"record": 2}', b'{"record": 1, "price": 3}'])
def test_a_damaged_record_is_named(store: Store, damage: bytes) -> None:
    """Whatever stands in a record, the error names the file."""
    content, key = a_picture(), a_key()
    path = store.folder / store.put(content, a_record(key, content), "png").path.replace(".png", ".json")
    path.chmod(0o644)
    path.write_bytes(damage)
    with pytest.raises(StoreError, match=path.name):
        store.originals(store.look(), key)


def test_a_record_is_readable_json_with_sorted_keys(store: Store) -> None:
    """Git shows a record line by line."""
    content, key = a_picture(), a_key()
    record = replace(a_record(key, content), prompt_text="Ein Fuchs im Schnee, früh")
    path = store.folder / store.put(content, record, "png").path.replace(".png", ".json")
    plain = json.loads(path.read_text(encoding="utf-8"))
    assert list(plain) == sorted(plain)
    assert "früh" in path.read_text(encoding="utf-8")


def test_the_newest_record_of_a_prompt_and_number_counts() -> None:
    """Of several takes the one that came last; another number of the same prompt is another one."""
    first, second, other = (
        a_record(a_key(str(number)), b"", received=f"2026-11-0{number}T10:00:00Z", index=index)
        for number, index in ((1, 1), (2, 1), (3, 2))
    )
    assert newest([second, other, first]) == {("fox", 1): second, ("fox", 2): other}
