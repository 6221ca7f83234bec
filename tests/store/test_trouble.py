"""What the store cannot read or write it says by name, and what is damaged it never takes for something else."""

from __future__ import annotations

import json
import resource
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest

from gallery_build.errors import StoreError
from gallery_build.model import Quote
from gallery_build.site.decode import decode
from gallery_build.store import Spooled, Store, digest_of, new_run
from gallery_build.store.pictures import NotAPictureError, identify
from gallery_build.store.pointers import is_pointer
from gallery_build.store.records import quote_of_plain, quote_to_plain
from tests.values import a_key, a_picture, a_record

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

KEY, PICTURE, RUN = a_key(), a_picture(), "0123456789abcdef"


@contextmanager
def no_file_opens() -> Iterator[None]:
    """Let this process open nothing more, as with a limit of open files that is reached."""
    before = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (0, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, before)


@pytest.fixture
def store(tmp_path: Path) -> Store:
    """Return a store with one image, one intent and one answer in the spool."""
    store = Store(tmp_path / "originals")
    store.put(PICTURE, a_record(KEY, PICTURE), "png")
    store.intend(KEY, RUN, {"quote": {}})
    store.keep_answer(store.spool(KEY, RUN), b"\n{}")
    return store


def path_of(store: Store) -> str:
    """Return where its image stands."""
    return store.originals(store.look(), KEY)[0].path


ACTS: dict[str, Callable[[Store, Spooled], object]] = {
    "look": lambda store, _: store.look(),
    "read": lambda store, _: store.read(f"{KEY[:2]}/{KEY}.{RUN}.asked.json"),
    "digest": lambda store, _: store.digest(f"{KEY[:2]}/{KEY}.{RUN}.asked.json"),
    "put": lambda store, _: store.put(b"other", a_record(KEY, b"other"), "png"),
    "intend": lambda store, _: store.intend(KEY, new_run(), {}),
    "settle": lambda store, _: store.settle(KEY, RUN),
    "spool": lambda store, _: store.spool(KEY, new_run()),
    "keep_answer": lambda store, spooled: store.keep_answer(spooled, b"other"),
    "quarantine": lambda store, spooled: store.quarantine(spooled, b"other"),
    "discard": lambda store, _: store.discard(f"{KEY[:2]}/{KEY}.{RUN}.asked.json"),
    "tidy": lambda store, _: store.tidy(),
}


@pytest.mark.parametrize("act", ACTS)
def test_a_folder_that_does_not_open_is_an_error_with_words(store: Store, act: str) -> None:
    """Reading or writing, the error is of the store, names `originals/`, and is not taken for an empty folder."""
    spooled = store.spooled()[0]
    with pytest.raises(StoreError, match=r"^originals/.* cannot be .*: Too many open files"), no_file_opens():
        ACTS[act](store, spooled)


def test_the_digest_of_an_original_is_of_all_its_bytes(store: Store) -> None:
    """What is read a piece at a time gives the digest of the whole."""
    assert store.digest(path_of(store)) == digest_of(PICTURE)


def test_notes_are_read_back(store: Store) -> None:
    """An intent, a refusal and an image that is not there: what stands is said, what does not is an error."""
    store.refuse(KEY, RUN, {"message": "no"})
    assert (store.intent(KEY, RUN)["quote"], store.refusal(KEY, RUN)["message"]) == ({}, "no")
    with pytest.raises(StoreError, match="cannot be read"):
        store.intent(KEY, new_run())


def test_quarantine_keeps_the_bytes_as_they_came(store: Store) -> None:
    """What was paid and is no picture waits for a person, where git does not look."""
    spooled = store.spooled()[0]
    path = store.quarantine(spooled, b"\x00no picture")
    assert (path.read_bytes(), (path.parent / ".gitignore").read_bytes()) == (b"\x00no picture", b"*\n")


def test_an_answer_that_cannot_be_removed_is_an_error_with_words(store: Store) -> None:
    """The disk may refuse that too; nothing more is sent then."""
    spooled = store.spooled()[0]
    spooled.path.unlink()
    spooled.path.mkdir()
    with pytest.raises(StoreError, match=r"^originals/\.spool/.* cannot be removed"):
        store.unspool(spooled)


def test_foreign_files_in_the_spool_are_passed_over(store: Store) -> None:
    """Only what is named as an answer is one."""
    (store.spooled()[0].path.parent / "notes.txt").write_text("mine")
    assert [found.run for found in store.spooled()] == [RUN]


def test_the_lock_stands_where_git_does_not_look(store: Store) -> None:
    """Asked for again, its folder stays as it is."""
    first = store.lock
    assert (first, (first.parent / ".gitignore").read_bytes()) == (store.lock, b"*\n")


def test_a_store_without_a_spool_has_no_answers(tmp_path: Path) -> None:
    """Neither has one that is not there at all; there is nothing to tidy either."""
    store = Store(tmp_path / "originals")
    store.tidy()
    assert store.spooled() == []


def test_what_a_crash_left_half_written_goes(store: Store) -> None:
    """Unfinished files go, everything else stays."""
    half = store.folder / KEY[:2] / ".tmp-0123456789ab"
    half.write_bytes(b"half")
    store.tidy()
    assert (half.exists(), store.look().has(KEY)) == (False, True)


def test_what_goes_to_the_trash_is_moved_whole_and_never_over_another(store: Store) -> None:
    """The trash has the bytes; what stands there already is not replaced."""
    path = path_of(store)
    store.discard(path)
    assert (store.folder / ".trash" / path).read_bytes() == PICTURE
    store.put(PICTURE, a_record(KEY, PICTURE), "png")
    with pytest.raises(StoreError, match="is there already"):
        store.discard(path)


def test_a_folder_that_leads_elsewhere_is_refused(store: Store, tmp_path: Path) -> None:
    """What would be written there is not found again, and would be paid again."""
    (store.folder / "ff").symlink_to(tmp_path)
    with pytest.raises(StoreError, match="originals/ff is a symbolic link"):
        store.look()


def test_free_space_that_nobody_says_stops_nothing(tmp_path: Path) -> None:
    """Where the system does not say what is free, the write finds out; where it says too little, nothing is sent."""
    Store(tmp_path / "nothing").require_room(1)
    Store(tmp_path).require_room(0)
    with pytest.raises(StoreError, match="MB free"):
        Store(tmp_path).require_room(10**9)


def test_a_file_that_cannot_be_read_is_no_miss(tmp_path: Path) -> None:
    """Small bytes that nobody can look at are taken for a pointer: they are not bought again."""
    assert is_pointer(tmp_path / "gone.png")


@pytest.mark.parametrize(
    "damage",
    [
        {"digest": "0" * 64},
        {"key": "0" * 64},
        {"width": True},
        {"previous": "fox"},
        {"price": {"how": "measured", "usd": 0.1}},
        {"price": {"how": 7, "usd": None}},
        {"quote": {"how": 7}},
        {"quote": {"how": "estimated", "bound": None}},
        {"quote": {"how": "estimated", "bound": None, "expected": "much"}},
    ],
    ids=str,
)
def test_a_record_that_says_the_impossible_is_named(store: Store, damage: dict[str, object]) -> None:
    """A record fits its own name, and each field is of its shape."""
    path = (store.folder / path_of(store)).with_suffix(".json")
    plain = json.loads(path.read_bytes()) | damage
    path.unlink()
    path.write_text(json.dumps(plain), encoding="utf-8")
    with pytest.raises(StoreError, match=f"{path.name}: not a record"):
        store.originals(store.look(), KEY)


def test_a_record_keeps_its_quote(store: Store) -> None:
    """What was expected, and what it could cost at most, come back; an amount that is not known stays unknown."""
    quote = Quote(None, None, "unknown")
    other = a_picture(colour="#123456")
    key = a_key("A hare.")
    store.put(other, a_record(key, other, quote=quote), "png")
    assert store.originals(store.look(), key)[0].record.quote == quote
    assert quote_of_plain(quote_to_plain(quote)) == quote


@pytest.mark.parametrize("orientation", [1, 6])
def test_a_turned_picture_has_the_size_that_is_seen(orientation: int) -> None:
    """EXIF may lay a picture on its side; width and height are those of the picture as shown."""
    from io import BytesIO  # noqa: PLC0415  # only here

    from PIL import Image  # noqa: PLC0415  # only here

    file, exif = BytesIO(), Image.Exif()
    exif[0x0112] = orientation
    Image.new("RGB", (64, 48)).save(file, "JPEG", exif=exif)
    kind = identify(file.getvalue())
    assert (kind.width, kind.height) == ((48, 64) if orientation == 6 else (64, 48))


@pytest.mark.parametrize(("length", "why"), [(-4, "breaks off"), (-40, "does not decode")])
def test_a_png_that_is_cut_short_is_none(length: int, why: str) -> None:
    """Pillow forgives a missing end; what was paid for is whole."""
    with pytest.raises(NotAPictureError, match=why):
        identify(PICTURE[:length])


@pytest.mark.parametrize("damage", [b"XX\0*", b"MM\0:", b"MM\0*\xff\xff\xff\xff"])
def test_a_picture_with_broken_exif_is_shown_as_it_lies(damage: bytes) -> None:
    """What is said beside the pixels may be nonsense; the picture was paid for, and it is whole."""
    from io import BytesIO  # noqa: PLC0415  # only here

    from PIL import Image  # noqa: PLC0415  # only here

    file = BytesIO()
    Image.new("RGB", (64, 48)).save(file, "WEBP", exif=b"Exif\0\0" + damage + bytes(9))
    content = file.getvalue()
    assert (identify(content).width, decode(content).size) == (64, (64, 48))
