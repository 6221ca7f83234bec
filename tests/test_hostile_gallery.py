"""A repository is not trusted: it cannot have us pay twice, write outside, run its programs, or hang."""

from __future__ import annotations

import json
import subprocess
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from gallery_build.cli import run
from gallery_build.project import load
from gallery_build.store import Store, new_run
from tests.fake_api import FakeAPI
from tests.values import a_gallery, a_key, a_picture, a_record

if TYPE_CHECKING:
    from pathlib import Path

CONFIG = '[site]\ntitle = "Test"\n[defaults]\nsize = "1024x640"\nquality = "low"\n[images]\nwidths = [64]\n[run]\nimages_per_minute = 1000\n'


@pytest.fixture
def gallery(tmp_path: Path) -> Path:
    """Return a gallery of one prompt."""
    return a_gallery(tmp_path / "gallery", config=CONFIG, fox="A red fox in snow.\n")


@pytest.fixture
def outside(tmp_path: Path) -> Path:
    """Return a folder beside the gallery."""
    (tmp_path / "outside").mkdir()
    return tmp_path / "outside"


def buying(gallery: Path, monkeypatch: pytest.MonkeyPatch, api: FakeAPI) -> int:
    """Build with a key and a cap; return the exit code."""
    monkeypatch.setenv("OPENAI_BASE_URL", api.url)
    monkeypatch.setenv("OPENAI_API_KEY", str(api.key))
    return run(["-C", str(gallery), "build", "--max-cost", "1", "-q"])


@pytest.mark.parametrize("name", [".spool", ".quarantine", a_key("A red fox in snow.")[:2]])
def test_folders_of_originals_that_lead_elsewhere_stop_the_buying(
    gallery: Path, outside: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    """What would be written there would not be found again, and be paid again."""
    (gallery / "originals").mkdir()
    (gallery / "originals" / name).symlink_to(outside)
    with FakeAPI() as api:
        assert buying(gallery, monkeypatch, api) == 1
        assert (api.posts(), list(outside.iterdir())) == ([], [])


@pytest.mark.parametrize("name", ["derivatives", "memory.sqlite3"])
def test_a_memory_that_leads_elsewhere_is_refused(gallery: Path, outside: Path, name: str) -> None:
    """`.gallery` is ours alone."""
    (gallery / ".gallery").mkdir()
    (gallery / ".gallery" / name).symlink_to(outside / "theirs")
    assert run(["-C", str(gallery), "build", "-q"]) == 2
    assert list(outside.iterdir()) == []


def test_git_runs_nothing_that_the_repository_configures(gallery: Path, outside: Path) -> None:
    """A program in `core.fsmonitor` stays unrun while git lists files."""
    subprocess.run(["git", "init", "-q"], cwd=gallery, check=True)
    subprocess.run(["git", "config", "core.fsmonitor", f"touch {outside}/ran; false"], cwd=gallery, check=True)
    assert run(["-C", str(gallery), "build", "-q"]) == 0
    assert not (outside / "ran").exists()


def test_an_embedded_bare_repository_is_not_asked(gallery: Path, outside: Path) -> None:
    """A folder that looks like a repository of its own, as a clone can bring it, configures nothing."""
    subprocess.run(["git", "init", "-q"], cwd=gallery.parent, check=True)
    subprocess.run(["git", "init", "-q", "--bare", str(gallery / "bare")], check=True)
    for part in ("HEAD", "objects", "refs", "config"):
        (gallery / "bare" / part).rename(gallery / part)
    configured = f'[core]\n\tbare = false\n\tworktree = .\n\tfsmonitor = "touch {outside}/ran"\n'
    (gallery / "config").write_text(configured, encoding="utf-8")
    run(["-C", str(gallery), "build", "-q"])
    assert not (outside / "ran").exists()


def test_a_git_that_does_not_answer_is_not_taken_for_no(gallery: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where git cannot say what it keeps, nothing is bought."""
    subprocess.run(["git", "init", "-q"], cwd=gallery, check=True)
    (gallery / ".git/index").write_bytes(b"damaged")
    with FakeAPI() as api:
        assert buying(gallery, monkeypatch, api) == 1
        assert api.posts() == []
    assert run(["-C", str(gallery), "build", "--offline", "-q"]) == 0


@pytest.mark.parametrize(
    "wrong",
    [
        {"digest": "../../../../tmp/outside"},
        {"digest": "0" * 64},
        {"key": "../x"},
        {"width": 0},
        {"width": "64"},
        {"height": True},
        {"received": None},
        {"received": "yesterday"},
        {"previous": ["x"]},
        {"price": {"usd": "NaN", "how": "measured"}},
        {"answer": None},
        {"request": []},
        {"provider": 5},
    ],
)
def test_a_record_that_is_none_is_named_and_sketched(
    gallery: Path, outside: Path, wrong: dict[str, object], capsys: pytest.CaptureFixture[str]
) -> None:
    """A planted record writes nothing outside and stops nothing but its own exhibit."""
    content, key = a_picture(), a_key()
    store = Store(gallery / "originals")
    path = store.folder / store.put(content, a_record(key, content), "png").path.replace(".png", ".json")
    plain = {**json.loads(path.read_text(encoding="utf-8")), **wrong}
    path.chmod(0o644)
    path.write_text(json.dumps(plain), encoding="utf-8")
    code = run(["-C", str(gallery), "build", "--offline"])
    said = capsys.readouterr().err
    assert (code in {1, 6}, "not a record" in said, "fault of ours" in said) == (True, True, False)
    assert "Sketch" in (gallery / "site/prompts/fox.html").read_text(encoding="utf-8")
    assert not list(gallery.parent.glob("tmp*"))
    assert list(outside.iterdir()) == []


def test_a_lone_surrogate_in_an_answer_loses_nothing(gallery: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is no character is escaped in the record; the picture is kept and the next build is idle."""
    import base64  # noqa: PLC0415  # only here

    encoded = base64.b64encode(a_picture()).decode()
    body = b'{"data": [{"b64_json": "%s", "revised_prompt": "a\\ud800b"}]}' % encoded.encode()
    with FakeAPI(body=body) as api:
        assert buying(gallery, monkeypatch, api) == 0
        assert buying(gallery, monkeypatch, api) == 0
        assert len(api.posts()) == 1


def test_a_paid_answer_without_its_intent_is_not_dropped(gallery: Path) -> None:
    """Git may part an answer from its intent; then the bytes go to quarantine."""
    store = Store(gallery / "originals")
    spooled = store.spool(a_key(), new_run())
    spooled.path.write_bytes(b'{"request_id": "r"}\n{"data": [{"b64_json": "aGVsbG8="}]}')
    assert run(["-C", str(gallery), "build", "-q"]) == 0
    kept = [path for path in (gallery / "originals/.quarantine").iterdir() if path.name != ".gitignore"]
    assert ([path.name for path in kept], spooled.path.exists()) == ([spooled.path.name], False)


def test_an_answer_whose_intent_is_damaged_stays(gallery: Path) -> None:
    """What cannot be finished stops nothing and stays for a person."""
    store, run_name = Store(gallery / "originals"), new_run()
    store.intend(a_key(), run_name, {})
    spooled = store.spool(a_key(), run_name)
    import base64  # noqa: PLC0415  # only here

    encoded = base64.b64encode(a_picture()).decode()
    spooled.path.write_text("{}\n" + json.dumps({"data": [{"b64_json": encoded}]}))
    assert run(["-C", str(gallery), "build", "-q"]) == 0
    assert spooled.path.exists()


def test_a_committed_spool_makes_no_connection(gallery: Path) -> None:
    """Raw answers in a repository are refused before anything is fetched."""
    subprocess.run(["git", "init", "-q"], cwd=gallery, check=True)
    Store(gallery / "originals").spool(a_key(), new_run()).path.write_bytes(b"{}\n{}")
    subprocess.run(["git", "add", "-f", "originals"], cwd=gallery, check=True)
    assert run(["-C", str(gallery), "build", "-q"]) == 2


def test_an_address_in_the_spool_waits_for_the_users_word(gallery: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a cap or a yes, nothing is fetched."""
    store, run_name = Store(gallery / "originals"), new_run()
    with FakeAPI() as api:
        store.intend(a_key(), run_name, {})
        store.spool(a_key(), run_name).path.write_text("{}\n" + json.dumps({"data": [{"url": f"{api.url}/x.png"}]}))
        monkeypatch.setenv("OPENAI_BASE_URL", api.url)
        monkeypatch.setenv("OPENAI_API_KEY", str(api.key))
        assert run(["-C", str(gallery), "build", "-q"]) == 4
        assert (api.posts(), api.asked()) == ([], [])


def test_a_copied_gallery_is_not_taken_for_the_first(gallery: Path) -> None:
    """What one gallery remembers says nothing of its copy."""
    import shutil  # noqa: PLC0415  # only here

    run(["-C", str(gallery), "build", "-q"])
    copy = gallery.parent / "copy"
    shutil.copytree(gallery, copy)
    (copy / "prompts/fox.md").write_text("---\ntitle: Another\n---\nA red fox in snow.\n")
    run(["-C", str(copy), "build", "-q"])
    assert "Another" in (copy / "site/prompts/fox.html").read_text(encoding="utf-8")


@pytest.mark.parametrize("damage", ['{"standing": {"x": 1}}', "[]", "3", '{"standing": null}'])
def test_a_memory_of_another_shape_is_none(gallery: Path, damage: str) -> None:
    """Whatever is remembered, a build comes out of it."""
    import sqlite3  # noqa: PLC0415  # only here

    run(["-C", str(gallery), "build", "-q"])
    memory = sqlite3.connect(gallery / ".gallery/memory.sqlite3")
    memory.execute("UPDATE memory SET value = ? WHERE kind LIKE '% last'", [damage])
    memory.commit()
    memory.close()
    assert run(["-C", str(gallery), "build", "-q"]) == 0


@pytest.mark.parametrize("manifest", ["[" * 100_000, '{"files": {"a\\ud800": "x"}, "manifest": 1}'])
def test_a_hostile_manifest_is_none(gallery: Path, manifest: str) -> None:
    """A manifest that cannot be read, or names what no file can be called, stops nothing."""
    (gallery / "site").mkdir()
    (gallery / "site/gallery-build.manifest.json").write_text(manifest)
    assert run(["-C", str(gallery), "build", "-q"]) == 0


def test_the_site_shares_no_original(gallery: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who optimises pictures in `site/` in place leaves what was paid for as it was."""
    with FakeAPI() as api:
        assert buying(gallery, monkeypatch, api) == 0
    original = next((gallery / "originals").rglob("*.png"))
    copy = next((gallery / "site/originals").rglob("*.png"))
    assert original.stat().st_ino != copy.stat().st_ino


def test_what_waits_for_its_turn_was_never_asked(gallery: Path) -> None:
    """An intent is written when the request may begin, not while it queues."""
    import datetime as dt  # noqa: PLC0415  # only here
    import threading  # noqa: PLC0415  # only here

    from gallery_build.buy.access import make_access  # noqa: PLC0415  # only here
    from gallery_build.job import Company, Halt, Wishes  # noqa: PLC0415  # only here
    from gallery_build.project import build  # noqa: PLC0415  # only here

    (gallery / "gallery.toml").write_text(CONFIG.replace("1000", "1"), encoding="utf-8")
    (gallery / "prompts/hare.md").write_text("---\nn: 4\n---\nA hare.\n", encoding="utf-8")
    halt = Halt()
    seen: list[int] = []

    def look_and_stop(_progress: object) -> None:
        if getattr(_progress, "purchase", None):
            holdings = load(gallery).store.look()
            seen.append(len(holdings.asked))
            threading.Thread(target=halt.interrupt).start()

    with FakeAPI() as api:
        company = Company(dt.date(2026, 11, 22), None, look_and_stop, halt)
        build(gallery, Wishes(cap=Decimal(1)), make_access(api.url, api.key), company)
        assert (seen[0], len(api.posts())) == (0, 1)


def test_a_template_that_loops_is_ended(gallery: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Rendering has a deadline, and the error names the template."""
    from gallery_build.site import theme  # noqa: PLC0415  # only here

    monkeypatch.setattr(theme, "LONGEST", 0.3)
    (gallery / "templates").mkdir()
    loop = "{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}"
    (gallery / "templates/home.html").write_text(loop)
    assert run(["-C", str(gallery), "build", "-q"]) == 1
