"""The studio: what its sheet shows, what its acts write into prompt files, and what its pages hear."""

from __future__ import annotations

import json
import socket
import threading
from contextlib import contextmanager
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from gallery_build.live.studio.gate import Gate
from gallery_build.project import load
from gallery_build.words import money
from tests.fake_api import FakeAPI
from tests.live.sessions import CONFIG, PATIENCE, until
from tests.live.studios import InStudio, in_studio
from tests.values import a_gallery

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

FOX = "---\r\ntitle: A fox # mine\r\nn: 3\r\n---\r\nA red fox.\r\n"
HARE = "A hare.\n"
RICH = Decimal(10)


@pytest.fixture
def gallery(tmp_path: Path) -> Path:
    """Return a gallery of a prompt with three images and one without front matter."""
    root = a_gallery(tmp_path / "gallery", config=CONFIG, hare=HARE)
    (root / "prompts/fox.md").write_bytes(FOX.encode())
    return root


@pytest.fixture
def opened(gallery: Path) -> Iterator[InStudio]:
    """Open its studio; nothing may be spent."""
    with in_studio(gallery) as opened:
        yield opened


def said(opened: InStudio, act: str, **values: object) -> str:
    """Act, and return what the page would say."""
    answer = json.loads(opened.act(act, **values).body)
    return str(answer.get("said") or f"not done: {answer['error']}")


def file(opened: InStudio, name: str = "fox") -> bytes:
    """Return the bytes of a prompt's file."""
    return (opened.site.session.root / f"prompts/{name}.md").read_bytes()


@contextmanager
def listening(opened: InStudio) -> Iterator[Iterator[dict[str, object]]]:
    """Load the page, and yield the news that it hears from then on."""
    mark = opened.read().body.decode().partition('data-mark="')[2].partition('"')[0]
    with socket.create_connection(("127.0.0.1", opened.door.port), PATIENCE) as connection:
        host = f"Host: 127.0.0.1:{opened.door.port}"
        connection.sendall(f"GET /news?{mark} HTTP/1.1\r\n{host}\r\n{opened.cookie}\r\n\r\n".encode())
        yield (json.loads(line[5:]) for line in connection.makefile("rb") if line.startswith(b"data:"))


def test_a_pick_changes_one_line(opened: InStudio) -> None:
    """The file is the one that `pick` would have written: line ends, comment and all."""
    assert said(opened, "pick", id="fox", number=2) == "fox: pick all → 2"
    assert file(opened) == FOX.replace("n: 3\r\n", "n: 3\r\npick: 2\r\n").encode()
    assert said(opened, "pick", id="fox", number=2) == "fox: pick is 2 already"
    until(lambda: "prompts/fox.md" in [name for one in opened.site.session.rebuilds for name in one.changed])


def test_a_reroll_changes_one_line_and_says_its_price(opened: InStudio) -> None:
    """The next take stands in the file, and what it costs is said; the sheet showed the same price before."""
    shown = opened.read().body.decode().partition('id="row-fox"')[2].partition('class="price">')[2].partition("<")[0]
    words = said(opened, "reroll", id="fox")
    assert (words, "at most $" in shown) == (f"fox: take 1 → 2; {shown}", True)
    assert file(opened) == FOX.replace("n: 3\r\n", "n: 3\r\ntake: 2\r\n").encode()


def test_undo_takes_back_one_edit_after_the_other(opened: InStudio) -> None:
    """Each undo brings the exact bytes of before, also where there was no front matter; then there is nothing left."""
    said(opened, "reroll", id="hare")
    said(opened, "pick", id="fox", number=1)
    said(opened, "pick", id="fox", number=3)
    after = file(opened)
    assert said(opened, "undo") == "fox: as it was before"
    assert file(opened) == after.replace(b"pick: 3", b"pick: 1")
    said(opened, "undo")
    assert (file(opened), said(opened, "undo"), file(opened, "hare")) == (
        FOX.encode(),
        "hare: as it was before",
        HARE.encode(),
    )
    assert said(opened, "undo") == "not done: there is nothing to take back"


def test_undo_leaves_what_somebody_wrote_since(opened: InStudio) -> None:
    """A file that was changed after the edit stays as it is, and that is said."""
    said(opened, "pick", id="fox", number=2)
    changed = file(opened) + b"And snow.\r\n"
    (opened.site.session.root / "prompts/fox.md").write_bytes(changed)
    assert (
        said(opened, "undo") == "not done: not taken back: prompts/fox.md was changed meanwhile; it was left as it is"
    )
    assert file(opened) == changed


def test_an_edit_meanwhile_is_kept(opened: InStudio) -> None:
    """A pick works on what the file holds now, not on what the page showed."""
    opened.read()
    (opened.site.session.root / "prompts/fox.md").write_text("---\nn: 5\ntitle: New\n---\nA grey fox.\n")
    assert said(opened, "pick", id="fox", number=5) == "fox: pick all → 5"
    assert file(opened) == b"---\nn: 5\npick: 5\ntitle: New\n---\nA grey fox.\n"


def test_two_browsers_take_turns(opened: InStudio) -> None:
    """Forty acts at once leave a file that is whole, with every reroll in it, and as many steps back."""
    acts = [("reroll", {"id": "fox"})] * 20 + [
        ("pick", {"id": "fox", "number": number % 3 + 1}) for number in range(20)
    ]
    threads = [threading.Thread(target=said, args=(opened, name), kwargs=values) for name, values in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert b"take: 21\r\n" in file(opened)
    while not said(opened, "undo").startswith("not done"):
        pass
    assert file(opened) == FOX.encode()


def test_a_prompt_that_went_is_no_prompt(opened: InStudio) -> None:
    """A pick of a prompt that was deleted or moved since says that there is none; nothing is written."""
    opened.read()
    prompts = opened.site.session.root / "prompts"
    (prompts / "fox.md").unlink()
    assert said(opened, "pick", id="fox", number=1) == 'not done: no prompt has the id "fox"'
    (prompts / "hare.md").rename(prompts / "rabbit.md")
    assert said(opened, "reroll", id="hare") == 'not done: no prompt has the id "hare"'
    assert [path.name for path in prompts.iterdir()] == ["rabbit.md"]


def test_a_read_only_file_stays(opened: InStudio) -> None:
    """A file that its owner protects is not replaced, though its folder could be written."""
    path = opened.site.session.root / "prompts/fox.md"
    path.chmod(0o444)
    assert said(opened, "pick", id="fox", number=1) == "not done: prompts/fox.md is read-only; it was left as it is"
    path.chmod(0o644)
    assert file(opened) == FOX.encode()


def test_a_faulty_neighbour_keeps_nobody_from_choosing(opened: InStudio) -> None:
    """While another prompt cannot be read, the sheet stays, says where the fault is, and a pick is written."""
    opened.read()
    opened.site.session.write("hare", "---\ntitel: Hare\n---\nA hare.\n")
    until(lambda: b"prompts/hare.md:2:1" in opened.read().body)
    page = opened.read().body.decode()
    hare = page.partition('id="row-hare"')[2]
    assert ("prompts/hare.md:2:1" in hare, "did you mean &#34;title&#34;?" in hare, 'id="row-fox"' in page) == (
        True,
    ) * 3
    assert said(opened, "pick", id="fox", number=2) == "fox: pick is written"
    assert b"pick: 2\r\n" in file(opened)
    opened.site.session.write("hare", HARE)
    until(lambda: b"prompts/hare.md:2:1" not in opened.read().body)


def test_a_faulty_file_is_left_alone(opened: InStudio) -> None:
    """A prompt whose own file has a fault since is not written; its first fault is said."""
    opened.read()
    broken = b"---\nn: 3\ntitel: A fox\n---\nA red fox.\n"
    (opened.site.session.root / "prompts/fox.md").write_bytes(broken)
    assert said(opened, "pick", id="fox", number=2).startswith("not done: prompts/fox.md:3:1: unknown field")
    assert file(opened) == broken


def test_originals_that_cannot_be_read_are_said(opened: InStudio, tmp_path: Path) -> None:
    """A store that is refused leaves a page that says why; a reroll is written all the same."""
    originals = opened.site.session.root / "originals"
    originals.mkdir(exist_ok=True)
    (tmp_path / "elsewhere").mkdir()
    (originals / "ab").symlink_to(tmp_path / "elsewhere")
    page = opened.read()
    assert (page.status, b"originals/ab is a symbolic link" in page.body) == (200, True)
    assert said(opened, "reroll", id="fox") == "fox: take is written"
    (originals / "ab").unlink()
    until(lambda: b"symbolic link" not in opened.read().body)


def test_a_gallery_that_cannot_be_read_is_said(tmp_path: Path) -> None:
    """Before anything could be read the page stands, with what is wrong; no act does anything."""
    root = a_gallery(tmp_path, config=CONFIG, fox="---\nnonsense: 1\n---\nA red fox.\n")
    with in_studio(root) as opened:
        page = opened.read()
        assert (page.status, b"prompts/fox.md:2:1" in page.body) == (200, True)
        assert said(opened, "pick", id="fox", number=1) == "not done: the gallery cannot be read"


def test_words_are_words(tmp_path: Path) -> None:
    """Whatever prompts, ids' paths, values and configuration hold is text on the page."""
    markup = "<img src=x onerror=alert(1)>\"'&<script>alert(2)</script>"
    quoted = json.dumps(markup)
    config = CONFIG.replace('"Test"', quoted)
    prompt = f"---\ntitle: {quoted}\nn: 2\nlang: en\nmodel: {quoted}\n---\n{markup} </article></li></script>\n"
    with in_studio(a_gallery(tmp_path, config=config, fox=prompt, hare=f"---\n{quoted}: 1\n---\nA hare.\n")) as opened:
        before = opened.read().body.decode()
        opened.site.session.write("hare", HARE)
        until(lambda: b'id="row-hare"' in opened.read().body)
        after = opened.read().body.decode()
    for page in (before, after):
        assert ("onerror=alert(1)&gt;" in page, "<img src=x" in page, "<script>" in page) == (True, False, False)


def test_a_page_hears_only_what_changed(opened: InStudio) -> None:
    """News brings the row that changed and no other, the sheet's order when a prompt came or went, and nothing twice."""
    with listening(opened) as news:
        first = next(news)
        assert (first["all"], first["parts"], first["order"]) == (False, {}, None)
        said(opened, "pick", id="fox", number=2)
        parts = next(one["parts"] for one in news if one["parts"])
        assert isinstance(parts, dict)
        assert (list(parts), 'aria-pressed="true"' in parts["row:fox"]) == (["row:fox"], True)
        opened.site.session.write("owl", "An owl.\n")
        order = next(one["order"] for one in news if one["order"])
        assert order == ["fox", "hare", "owl"]
        (opened.site.session.root / "prompts/hare.md").unlink()
        assert next(one["order"] for one in news if one["order"]) == ["fox", "owl"]


@pytest.mark.parametrize("mark", ["", "x.1", "other.1", ".", "1." + "9" * 99])
def test_a_page_of_another_session_is_loaded_anew(opened: InStudio, mark: str) -> None:
    """A page that the server was restarted under, or that states nonsense, starts over."""
    with socket.create_connection(("127.0.0.1", opened.door.port), PATIENCE) as connection:
        lines = [f"GET /news?{mark} HTTP/1.1", f"Host: 127.0.0.1:{opened.door.port}", opened.cookie, "", ""]
        connection.sendall("\r\n".join(lines).encode())
        data = next(line for line in connection.makefile("rb") if line.startswith(b"data:"))
    assert json.loads(data[5:])["all"] is True


def test_pictures_are_small_copies(opened: InStudio) -> None:
    """Each picture of the sheet is a WebP of at most 480 pixels; what is missing is a sketch."""
    page = opened.read().body.decode()
    addresses = [part.partition('"')[0] for part in page.split('src="/pictures/')[1:]]
    answers = [opened.read(f"/pictures/{address}") for address in addresses]
    assert (len(set(addresses)), {answer.headers["content-type"] for answer in answers}) == (4, {"image/webp"})
    assert page.count("sketch · missing · about $0.0") == 4


def test_nothing_is_bought_without_spend(gallery: Path) -> None:
    """A reroll without --spend asks nobody; the page says so, and how it would be bought."""
    with FakeAPI() as api, in_studio(gallery, api) as opened:
        said(opened, "reroll", id="fox")
        until(lambda: "prompts/fox.md" in [name for one in opened.site.session.rebuilds for name in one.changed])
        page = opened.read().body.decode()
        assert api.ledger() == []
    assert ("Nothing is bought here." in page, "gallery-build serve --spend 0.02" in page) == (True, True)


def test_a_reroll_is_bought_within_the_sessions_cap(tmp_path: Path) -> None:
    """With --spend the reroll goes the way of every edit: two seconds, plan order, cap; page and ledger agree."""
    gallery = a_gallery(tmp_path / "gallery", config=CONFIG, fox="A red fox.\n")
    with FakeAPI() as api, in_studio(gallery, api, RICH) as opened:
        until(lambda: opened.site.session.orders == 1)
        with listening(opened) as news:
            said(opened, "reroll", id="fox")
            words = [word for one in _until_said(news) for word in _list(one["said"])]
        until(lambda: opened.site.session.orders == 2)
        until(lambda: f"{money(api.paid())} spent of $10.00" in opened.read().body.decode())
        page = opened.read().body.decode()
        assert len(api.ledger()) == 2
    assert words[-1].startswith("fox: made, $0.0")
    assert ("Nothing waits to be bought." in page, "sketch" in page) == (True, False)


def test_what_does_not_fit_waits_and_is_said(tmp_path: Path) -> None:
    """While a picture is being asked for the sheet says so; what the cap does not hold stays in the queue, with a word."""
    gallery = a_gallery(tmp_path / "gallery", config=CONFIG, fox="A red fox.\n", hare=HARE)
    bound = load(gallery).plan().items[0].quote.bound
    assert bound is not None
    with FakeAPI(latency=1.0) as api, in_studio(gallery, api, bound * Decimal("1.5")) as opened:
        until(lambda: "asked for just now" in opened.read().body.decode().partition('id="row-fox"')[2])
        until(lambda: opened.site.session.orders)
        until(lambda: b"That is more than is left" in opened.read().body)
        page = opened.read().body.decode()
        assert len(api.ledger()) == 1
    assert ("waits its turn" in page.partition('id="row-hare"')[2], "Waiting: 1 picture, about $0" in page) == (
        True,
        True,
    )


def test_a_refusal_is_shown_with_its_reason(tmp_path: Path) -> None:
    """What the server says against a picture stands below it, and the sheet says that it is refused."""
    gallery = a_gallery(tmp_path / "gallery", config=CONFIG, fox="A red fox.\n")
    with FakeAPI(blocked_words=("fox",)) as api, in_studio(gallery, api, RICH) as opened:
        until(lambda: b"refused" in opened.read().body)
        page = opened.read().body.decode()
    assert ("sketch · refused" in page, "safety system" in page) == (True, True)


def _until_said(news: Iterator[dict[str, object]]) -> Iterator[dict[str, object]]:
    for one in news:
        yield one
        if one["said"]:
            return


def _list(value: object) -> list[str]:
    assert isinstance(value, list)
    return value


def test_each_session_has_secrets_of_its_own(opened: InStudio) -> None:
    """What opened the studio yesterday opens nothing today."""
    other = Gate(opened.gate.address)
    assert opened.door.ask("/", f"Cookie: {other.cookie.partition(';')[0]}").status == 403
    assert opened.door.ask(f"/?token={other.token}").status == 403
