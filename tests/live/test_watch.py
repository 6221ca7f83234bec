"""`watch`: each change is on its page soon, one storm is one rebuild, and nothing that editors do does harm."""

from __future__ import annotations

import shutil
import signal
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from gallery_build.live.sources import passing, sources_of
from tests.live.habits import git
from tests.live.sessions import CONFIG, PATIENCE, Session, until, watching
from tests.values import a_gallery, a_picture

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

NEW = "---\ntitle: A new fox\n---\nA red fox.\n"


@pytest.fixture
def gallery(tmp_path: Path) -> Path:
    """Return a gallery of two prompts."""
    return a_gallery(tmp_path / "gallery", config=CONFIG, fox="A red fox.\n", hare="A brown hare.\n")


@pytest.fixture
def session(gallery: Path) -> Iterator[Session]:
    """Watch the gallery."""
    with watching(gallery) as session:
        yield session


def test_an_edit_is_on_its_page(session: Session) -> None:
    """A saved prompt is built again, and the rebuild says which file it was."""
    session.write("fox", NEW)
    until(lambda: "A new fox" in session.page("prompts/fox.html"))
    until(lambda: len(session.rebuilds) == 2)
    assert session.rebuilds[1].changed == ("prompts/fox.md",)


def test_prompts_come_go_and_move(session: Session) -> None:
    """A new prompt has a page, a deleted one has none, a renamed one has its page elsewhere."""
    session.write("owl", "An owl.\n")
    until(lambda: session.page("prompts/owl.html"))
    (session.root / "prompts/owl.md").rename(session.root / "prompts/uhu.md")
    until(lambda: session.page("prompts/uhu.html") and not session.page("prompts/owl.html"))
    (session.root / "prompts/uhu.md").unlink()
    until(lambda: not session.page("prompts/uhu.html"))


def test_a_new_folder_is_watched_too(session: Session) -> None:
    """A prompt in a folder made meanwhile is seen, and so is its next edit."""
    (session.root / "prompts/sea").mkdir()
    session.write("sea/gull", "A gull.\n")
    until(lambda: session.page("prompts/sea/gull.html"))
    session.write("sea/gull", "---\ntitle: The gull\n---\nA gull.\n")
    until(lambda: "The gull" in session.page("prompts/sea/gull.html"))


def test_templates_configuration_and_originals_rebuild(session: Session) -> None:
    """A template that comes and goes, and another title of the gallery, reach the pages."""
    (session.root / "templates").mkdir(exist_ok=True)
    (session.root / "templates/404.html").write_text("lost {{ gallery.title }}", encoding="utf-8")
    until(lambda: session.page("404.html") == "lost Test")
    (session.root / "gallery.toml").write_text(CONFIG.replace("Test", "Other"), encoding="utf-8")
    until(lambda: session.page("404.html") == "lost Other")
    shutil.rmtree(session.root / "templates")
    until(lambda: "Other" in session.page("index.html") and "lost" not in session.page("404.html"))


def test_a_fault_is_told_at_once_and_the_last_site_stays(session: Session) -> None:
    """A broken file is named with its line; the page stays; mended, the next rebuild says so."""
    before = session.page("prompts/fox.html")
    session.write("fox", "---\ntitle: a\nnonsense: b\n---\nA red fox.\n")
    until(lambda: session.rebuilds[-1].trouble)
    fault = session.rebuilds[-1].faults[0]
    assert (fault.path, fault.line, session.page("prompts/fox.html")) == ("prompts/fox.md", 3, before)
    session.write("fox", NEW)
    until(lambda: session.rebuilds[-1].mended)
    assert "A new fox" in session.page("prompts/fox.html")


def test_a_picture_that_a_prompt_is_made_from_is_watched(gallery: Path) -> None:
    """Wherever it stands: named meanwhile, written anew, taken away and brought back, and in a session that begins idle."""
    file = gallery / "pictures/a.png"
    file.parent.mkdir()
    file.write_bytes(a_picture())
    with watching(gallery) as session:
        session.write("edit", "---\nreferences: pictures/a.png\n---\nA hat.\n")
        until(lambda: session.page("prompts/edit.html"))
        file.write_bytes(a_picture(32, 32))
        until(lambda: "pictures/a.png" in session.rebuilds[-1].changed)
        file.unlink()
        until(lambda: session.rebuilds[-1].trouble)
        assert session.rebuilds[-1].faults[0].path == "prompts/edit.md"
        file.write_bytes(a_picture())
        until(lambda: session.rebuilds[-1].mended)
    with watching(gallery) as session:
        assert session.rebuilds[0].report is not None
        assert session.rebuilds[0].report.idle
        file.write_bytes(a_picture(32, 32))
        until(lambda: "pictures/a.png" in session.rebuilds[-1].changed)


def test_a_broken_template_or_configuration_is_told(session: Session) -> None:
    """What cannot be rendered or read leaves the site as it is, and the watch goes on."""
    (session.root / "gallery.toml").write_text("[site\n", encoding="utf-8")
    until(lambda: session.rebuilds[-1].trouble)
    (session.root / "gallery.toml").write_text(CONFIG, encoding="utf-8")
    until(lambda: session.rebuilds[-1].mended)
    (session.root / "templates").mkdir(exist_ok=True)
    (session.root / "templates/404.html").write_text("{{ nobody.knows }}", encoding="utf-8")
    until(lambda: "templates/404.html:1" in "".join(map(str, session.rebuilds[-1].faults)))
    (session.root / "templates/404.html").unlink()
    until(lambda: session.rebuilds[-1].mended)


def test_a_prompts_folder_may_move_away_and_back(session: Session) -> None:
    """Its absence is told, the last good site stays, and edits after its return are seen."""
    (session.root / "prompts").rename(session.root / "elsewhere")
    until(lambda: session.rebuilds[-1].trouble)
    assert "not there" in session.rebuilds[-1].faults[0].message
    assert session.page("prompts/fox.html")
    (session.root / "elsewhere").rename(session.root / "prompts")
    until(lambda: session.rebuilds[-1].mended)
    session.write("fox", NEW)
    until(lambda: "A new fox" in session.page("prompts/fox.html"))


def test_a_storm_is_one_rebuild(session: Session) -> None:
    """Forty files written at once are built once, or twice where writing them takes a second."""
    for number in range(40):
        session.write(f"many-{number}", f"Number {number}.\n")
    until(lambda: session.page("prompts/many-39.html"))
    assert len([one for one in session.settle() if any("many" in name for name in one.changed)]) <= 2


def test_what_the_build_writes_is_no_change(session: Session) -> None:
    """The site, `.gallery/` and files that a build does not read never start another build."""
    for name in ("site/notes.txt", ".gallery/x", "README.md", "prompts/.fox.md.swp", "prompts/fox.md~", "prompts/4913"):
        (session.root / name).write_text("x", encoding="utf-8")
    changed = {name for one in session.settle() for name in one.changed}
    assert changed == {"prompts/zz-mark.md"}


def test_branches_and_stashes_end_with_the_right_site(gallery: Path) -> None:
    """Another branch, and a stash put away and taken back, are each built in one go."""
    (gallery / ".gitignore").write_text("site\n.gallery\n", encoding="utf-8")
    git(gallery, "init")
    git(gallery, "add", ".")
    git(gallery, "commit", "-m", "one")
    git(gallery, "checkout", "-b", "other")
    (gallery / "prompts/fox.md").write_text(NEW, encoding="utf-8")
    (gallery / "prompts/owl.md").write_text("An owl.\n", encoding="utf-8")
    git(gallery, "add", ".")
    git(gallery, "commit", "-m", "two")
    with watching(gallery) as session:
        git(gallery, "checkout", "main")
        until(lambda: "A new fox" not in session.page("prompts/fox.html") and not session.page("prompts/owl.html"))
        git(gallery, "checkout", "other")
        until(lambda: "A new fox" in session.page("prompts/fox.html") and session.page("prompts/owl.html"))
        session.write("fox", "---\ntitle: Stashed\n---\nA red fox.\n")
        until(lambda: "Stashed" in session.page("prompts/fox.html"))
        git(gallery, "stash")
        until(lambda: "A new fox" in session.page("prompts/fox.html"))
        git(gallery, "stash", "pop")
        until(lambda: "Stashed" in session.page("prompts/fox.html"))
        until(lambda: len(session.rebuilds) == 6)
    assert [len(one.faults) for one in session.rebuilds] == [0] * 6


def test_a_half_saved_file_does_no_harm(session: Session) -> None:
    """A file cut anywhere is told as a fault or shown as it is, and the whole one is right again."""
    text = "---\ntitle: A new fox\ntags: [snow]\n---\nA red fox.\n"
    for end in range(0, len(text), 7):
        session.write("fox", text[:end])
    session.write("fox", text)
    until(lambda: "snow" in session.page("prompts/fox.html"))
    assert session.rebuilds[-1].trouble is None


@pytest.mark.parametrize(
    "name", [".fox.md.swp", "fox.md~", "4913", "fox.tmp", "#fox.md#", "a.b.asked.json", ".DS_Store"]
)
def test_passing_files_are_known_by_name(name: str) -> None:
    """Swap files, backups and the store's intents come and go unheard."""
    assert passing(name)


def test_a_folder_of_folders_is_heard_of(gallery: Path) -> None:
    """Where prompts stand deeper, the folders above them are watched, so that they may come and go."""
    (gallery / "gallery.toml").write_text('[paths]\nprompts = "content/art/prompts"\n', encoding="utf-8")
    sources = sources_of(gallery, None)
    assert {gallery / "content/art", gallery / "content"} <= set(sources.parents)
    assert sources.concern(gallery / "content")
    assert not sources.concern(gallery / "site/index.html")


def test_interrupting_it_is_success(gallery: Path) -> None:
    """Ctrl-C ends `gallery-build watch` with 0, as it said, after one line for each rebuild."""
    command = [sys.executable, "-m", "gallery_build", "-C", str(gallery), "watch"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        first = process.stdout.readline()
        (gallery / "prompts/fox.md").write_text(NEW, encoding="utf-8")
        second = process.stdout.readline()
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=PATIENCE)
    assert (process.returncode, out, err) == (0, "", "watching; Ctrl-C ends it\n")
    assert first.startswith("built · ")
    assert second.startswith("prompts/fox.md · ")
