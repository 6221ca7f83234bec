"""Publishing changes what changed, whole, and removes only what is ours."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from gallery_build.errors import GalleryError
from gallery_build.model import Page
from gallery_build.site.publish import MANIFEST, PENDING, Copy, Published, before_now, read_manifest
from gallery_build.site.publish import publish as publish_over

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

HOME = Page("index.html", b"home", 2)
FOX = Page("prompts/fox.html", b"fox", 0)


def publish(site: Path, pages: Sequence[Page], copies: Sequence[Copy]) -> Published:
    """Bring a site as it stands to these pages and copies."""
    return publish_over(site, pages, {copy.path: copy for copy in copies}, before_now(site))


def stamps(site: Path) -> dict[str, tuple[int, int]]:
    """Return inode and time of every file."""
    return {str(path): (path.stat().st_ino, path.stat().st_mtime_ns) for path in site.rglob("*") if path.is_file()}


def test_a_second_time_nothing_is_written(tmp_path: Path) -> None:
    """The same pages again touch no file, the manifest included."""
    publish(tmp_path, [HOME, FOX], [])
    before = stamps(tmp_path)
    assert publish(tmp_path, [HOME, FOX], []).written == ()
    assert stamps(tmp_path) == before


def test_only_what_changed_is_written(tmp_path: Path) -> None:
    """One changed page is one written file."""
    publish(tmp_path, [HOME, FOX], [])
    assert publish(tmp_path, [HOME, Page("prompts/fox.html", b"hare", 0)], []).written == ("prompts/fox.html",)


def test_what_is_gone_is_removed_with_its_folder(tmp_path: Path) -> None:
    """A page without a prompt leaves, and so does the folder it stood in."""
    publish(tmp_path, [HOME, FOX], [])
    assert publish(tmp_path, [HOME], []).removed == ("prompts/fox.html",)
    assert not (tmp_path / "prompts").exists()


def test_a_file_of_the_users_survives(tmp_path: Path) -> None:
    """A CNAME that we did not write is none of our business."""
    (tmp_path / "CNAME").write_text("art.example")
    publish(tmp_path, [HOME, FOX], [])
    publish(tmp_path, [HOME], [])
    assert (tmp_path / "CNAME").read_text() == "art.example"


def test_a_page_that_somebody_changed_is_not_removed(tmp_path: Path) -> None:
    """Who edits a published page keeps it."""
    publish(tmp_path, [HOME, FOX], [])
    (tmp_path / "prompts/fox.html").write_text("mine now")
    assert publish(tmp_path, [HOME], []).removed == ()
    assert (tmp_path / "prompts/fox.html").read_text() == "mine now"


def test_a_lost_page_comes_back(tmp_path: Path) -> None:
    """A file that was deleted by hand is written again."""
    publish(tmp_path, [HOME, FOX], [])
    (tmp_path / "prompts/fox.html").unlink()
    assert publish(tmp_path, [HOME, FOX], []).written == ("prompts/fox.html",)


def test_copies_are_the_same_bytes(tmp_path: Path) -> None:
    """An original reaches the site byte for byte."""
    (tmp_path / "store").write_bytes(b"paid")
    publish(tmp_path / "site", [HOME], [Copy("originals/a.png", tmp_path / "store", linked=False)])
    assert (tmp_path / "site/originals/a.png").read_bytes() == b"paid"


@pytest.mark.parametrize("old_stands", [True, False])
def test_a_build_that_was_cut_short_is_finished(tmp_path: Path, old_stands: bool) -> None:  # noqa: FBT001  # both ways
    """What was being written is told by its own bytes, whatever the manifest says."""
    publish(tmp_path, [HOME, FOX], [])
    (tmp_path / PENDING).write_text(json.dumps({"pending": {"prompts/fox.html": "0" * 32}}))
    (tmp_path / "prompts/fox.html").write_bytes(b"fox" if old_stands else b"something else")
    publish(tmp_path, [HOME, FOX], [])
    assert (tmp_path / "prompts/fox.html").read_bytes() == b"fox"
    assert read_manifest(tmp_path).pending == {}
    assert not (tmp_path / PENDING).exists()


def test_pictures_of_a_build_that_was_cut_short_go(tmp_path: Path) -> None:
    """What was copied before the cut is ours: when the next build shows another picture, it leaves."""
    source, site = tmp_path / "fox.jpg", tmp_path / "site"
    source.write_bytes(b"sketch")
    (site / "full.css").mkdir(parents=True)
    with pytest.raises(OSError, match=r"full\.css"):
        publish(site, [Page("full.css", b"", 0)], [Copy("images/fox.jpg", source, linked=True)])
    assert (site / "images/fox.jpg").is_file()
    (site / "full.css").rmdir()
    assert publish(site, [HOME], []).removed == ("images/fox.jpg",)


@pytest.mark.parametrize("path", ["../outside", "/etc/passwd", "a/../../outside", "", "a\\..\\..\\b"])
def test_a_manifest_cannot_name_what_is_outside(tmp_path: Path, path: str) -> None:
    """A manifest is data from outside: a hostile one removes nothing beyond the site."""
    outside = tmp_path / "outside"
    outside.write_bytes(b"fox")
    site = tmp_path / "site"
    publish(site, [HOME], [])
    manifest = json.loads((site / MANIFEST).read_text())
    manifest["files"][path] = "0" * 32
    (site / MANIFEST).write_text(json.dumps(manifest))
    (site / PENDING).write_text(json.dumps({"pending": {path: "0" * 32}}))
    assert publish(site, [HOME], []).removed == ()
    assert outside.exists()


@pytest.mark.parametrize("content", [b"", b"[]", b"{}", b'{"files": 3}', b'{"files": []}', b"\xff"])
def test_a_damaged_manifest_is_none(tmp_path: Path, content: bytes) -> None:
    """Without a manifest everything is written and nothing removed."""
    (tmp_path / MANIFEST).write_bytes(content)
    assert publish(tmp_path, [HOME], []).removed == ()
    assert (tmp_path / "index.html").read_bytes() == b"home"


def test_a_link_out_of_the_site_is_refused(tmp_path: Path) -> None:
    """A symbolic link in place of a folder is not followed."""
    (tmp_path / "outside").mkdir()
    (tmp_path / "site").mkdir()
    (tmp_path / "site/prompts").symlink_to(tmp_path / "outside")
    with pytest.raises(GalleryError, match="symbolic link"):
        publish(tmp_path / "site", [FOX], [])
    assert list((tmp_path / "outside").iterdir()) == []


def test_pictures_come_before_pages_and_home_comes_last(tmp_path: Path) -> None:
    """A visitor never meets a page before its pictures."""
    (tmp_path / "store").write_bytes(b"paid")
    done = publish(tmp_path / "site", [HOME, FOX], [Copy("images/a.webp", tmp_path / "store", linked=True)])
    assert done.written == ("images/a.webp", "prompts/fox.html", "index.html")
