"""The studio's gate: strangers, the site's own pages, guessed secrets and odd requests read nothing and write nothing."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from gallery_build.errors import UsageError
from gallery_build.live.doors import Address
from gallery_build.live.studio.desk import Desk
from gallery_build.live.studio.open import studio
from tests.live.studios import JSON, InStudio, in_studio
from tests.live.test_hostile_requests import FOREIGN
from tests.values import a_gallery

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.live.served import Answer

CONFIG = '[site]\ntitle = "Test"\n[images]\nwidths = [64]\nformats = ["jpeg"]\n'
FOX = "---\ntitle: A fox\nn: 3\n---\nA red fox.\n"
PICK = {"id": "fox", "number": 2}


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Iterator[InStudio]:
    """Open the studio of a gallery of one prompt with three images."""
    with in_studio(a_gallery(tmp_path_factory.mktemp("studio"), config=CONFIG, fox=FOX)) as opened:
        yield opened


@pytest.fixture(autouse=True)
def _written_by_nobody(opened: InStudio) -> Iterator[None]:
    """Hold the prompt's file to its bytes: no test of this page may change it."""
    yield
    assert (opened.site.session.root / "prompts/fox.md").read_bytes() == FOX.encode()


def gives_nothing(answer: Answer) -> bool:
    """Tell whether an answer is a plain refusal: no page, no secret, no cookie."""
    return 400 <= answer.status < 500 and b"fox" not in answer.body and "set-cookie" not in answer.headers


def test_the_token_is_exchanged_for_a_cookie(opened: InStudio) -> None:
    """The address that the terminal shows sets a cookie that no script reads, and leads to an address without the token."""
    answer = opened.door.ask(f"/?token={opened.gate.token}")
    assert (answer.status, answer.headers["location"]) == (303, "/")
    assert answer.headers["set-cookie"].endswith("; path=/; httponly; samesite=strict")
    page = opened.read()
    assert (page.status, opened.gate.token in page.body.decode(), b"A fox" in page.body) == (200, False, True)


def test_three_secrets_of_their_own(opened: InStudio) -> None:
    """Neither the cookie nor the page's word is the token, and no two studios share one."""
    gate = opened.gate
    assert len({gate.token, gate.session, gate.word}) == 3
    assert min(map(len, (gate.token, gate.session, gate.word))) >= 43
    assert gate.token not in repr(gate)


@pytest.mark.parametrize("path", ["/", "/news", "/studio.js", "/studio.css", "/pictures/x", "/no", "/pick"])
def test_without_the_cookie_nothing_is_read(opened: InStudio, path: str) -> None:
    """Whoever has not shown the token gets one sentence, whatever is asked for."""
    assert gives_nothing(opened.door.ask(path))
    assert gives_nothing(opened.door.ask(path, f"Cookie: studio-{opened.door.port}=guess"))


def test_wrong_tokens_open_nothing(opened: InStudio) -> None:
    """Not a beginning of it, not the other secrets, not the token at another path."""
    gate = opened.gate
    wrong = ["", "x", gate.token[:-1], f"{gate.token}x", gate.session, gate.word, gate.token.swapcase(), "%00", "é"]
    assert all(gives_nothing(opened.door.ask(f"/?token={one}")) for one in wrong)
    assert gives_nothing(opened.door.ask(f"/news?token={gate.token}"))


def test_a_cookie_of_another_port_does_no_harm(opened: InStudio) -> None:
    """Another server of this machine may set a cookie of the same name; ours is still found beside it."""
    name = f"studio-{opened.door.port}"
    assert opened.door.ask("/", f"Cookie: {name}=evil; {name}={opened.gate.session}").status == 200


def test_every_answer_is_shut(opened: InStudio) -> None:
    """Nothing is cached, framed, referred to or read by another origin, and no script stands in the page."""
    for answer in (opened.read(), opened.read("/no"), opened.door.ask("/"), opened.act("undo")):
        headers = answer.headers
        assert headers["cache-control"] == "no-store"
        assert headers["cross-origin-resource-policy"] == headers["cross-origin-opener-policy"] == "same-origin"
        assert headers["referrer-policy"] == "no-referrer"
        assert "access-control-allow-origin" not in headers
        policy = headers["content-security-policy"]
        assert {"default-src 'none'", "frame-ancestors 'none'", "script-src 'self'"} <= set(policy.split("; "))
        assert "unsafe" not in policy


def test_foreign_names_get_nothing(opened: InStudio) -> None:
    """30 other names, as host or as origin, read nothing and write nothing, even with every secret."""
    gate, port = opened.gate, opened.door.port
    content = json.dumps(PICK).encode()
    assert len(set(FOREIGN)) == 30
    for name in (one.format(port=port) for one in FOREIGN):
        origin = f"Origin: http://{name}" if name not in {"", "null"} else "Origin: null"
        own = (opened.cookie, f"X-Studio: {gate.word}", JSON)
        assert gives_nothing(opened.door.ask("/", opened.cookie, host=name)), name
        assert gives_nothing(opened.door.ask("/", opened.cookie, origin)), name
        assert gives_nothing(opened.door.ask(f"/?token={gate.token}", origin)), name
        assert gives_nothing(opened.post("/pick", content, *own, origin)), name
        assert gives_nothing(opened.post("/pick", content, *opened.own, host=name or "x")), name


def test_the_sites_own_page_is_a_stranger(opened: InStudio) -> None:
    """A theme's script on the site's port sends the same cookie by itself; it neither reads nor writes all the same."""
    site = f"http://127.0.0.1:{opened.site.port}"
    content = json.dumps(PICK).encode()
    replayed = (opened.cookie, f"Origin: {site}", f"X-Studio: {opened.gate.word}", JSON)
    assert gives_nothing(opened.post("/pick", content, *replayed))
    assert gives_nothing(opened.door.ask("/", opened.cookie, f"Origin: {site}"))
    for place in ("same-site", "cross-site"):
        assert gives_nothing(opened.door.ask("/", opened.cookie, f"Sec-Fetch-Site: {place}"))
        assert gives_nothing(opened.post("/pick", content, *opened.own, f"Sec-Fetch-Site: {place}"))


def test_the_site_knows_nothing_of_the_studio(opened: InStudio) -> None:
    """The site's server has none of the studio's addresses, its port or its secrets in anything that it gives."""
    gate = opened.gate
    for path in ("/", "/prompts/fox.html", "/-/live.js", "/news", "/studio.js", "/studio.css", f"/?token={gate.token}"):
        answer = opened.site.ask(path, opened.cookie)
        said = f"{answer.headers} {answer.body.decode()}".lower()
        secrets = (gate.token, gate.session, gate.word, f":{opened.door.port}")
        assert not [one for one in secrets if one.lower() in said], path
    assert opened.site.ask("/news").status == opened.site.ask("/studio.js").status == 404


@pytest.mark.parametrize("missing", ["cookie", "origin", "x-studio"])
def test_a_write_needs_cookie_origin_and_word(opened: InStudio, missing: str) -> None:
    """Any two of the three are not enough."""
    rest = [header for header in opened.own if not header.lower().startswith(missing)]
    assert len(rest) == 3
    assert gives_nothing(opened.act("pick", *rest, **PICK))


@pytest.mark.parametrize("word", ["", "x", "Bearer"])
def test_a_wrong_word_writes_nothing(opened: InStudio, word: str) -> None:
    """Neither does none, a guess, or two at once."""
    rest = [header for header in opened.own if not header.startswith("X-Studio")]
    assert gives_nothing(opened.act("pick", *rest, f"X-Studio: {word}", **PICK))
    assert gives_nothing(opened.act("pick", *opened.own, f"X-Studio: {word}", **PICK))


def test_only_a_post_writes(opened: InStudio) -> None:
    """Acts are no addresses to read, and nothing else is a method."""
    for path in ("/pick", "/reroll", "/undo", "/pick?id=fox&number=2"):
        assert opened.door.ask(path, *opened.own).status == 404
    for method in ("PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "PROPFIND"):
        assert opened.door.ask("/pick", *opened.own, method=method).status == 405


ODD = {
    "empty": b"",
    "words": b"pick",
    "form": b"id=fox&number=2",
    "list": b"[]",
    "null": b"null",
    "half": b'{"id":"fox"',
    "deep": b"[" * 4000,
    "bytes": b'{"id":"\xff\xfe","number":1}',
    "huge number": b'{"id":"fox","number":' + b"9" * 4000 + b"}",
    "long": b'{"id":"' + b"a" * 301 + b'","number":1}',
    "no id": b'{"number":1}',
    "odd id": b'{"id":["fox"],"number":1}',
    "no number": b'{"id":"fox"}',
    "true": b'{"id":"fox","number":true}',
    "float": b'{"id":"fox","number":2.0}',
    "text": b'{"id":"fox","number":"2"}',
}


@pytest.mark.parametrize("content", ODD.values(), ids=ODD.keys())
def test_what_is_no_act_does_nothing(opened: InStudio, content: bytes) -> None:
    """A body that is no act is refused in words."""
    answer = opened.post("/pick", content, *opened.own)
    assert (answer.status in {400, 409}, "error" in json.loads(answer.body)) == (True, True)


@pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data", "", "*/*"])
def test_forms_cannot_act(opened: InStudio, kind: str) -> None:
    """What a page of another origin may send unasked is not taken, whatever it holds."""
    rest = opened.own[:-1]
    assert opened.act("pick", *rest, f"Content-Type: {kind}", **PICK).status == 415
    assert opened.act("pick", *rest, **PICK).status == 415


def test_a_huge_body_is_left(opened: InStudio) -> None:
    """An act of megabytes is not read to its end."""
    content = b'{"id":"fox","number":2,"x":"' + b"x" * 5_000_000 + b'"}'
    assert opened.post("/pick", content, *opened.own).status in {0, 413}
    assert opened.read().status == 200


@pytest.mark.parametrize(
    "ident", ["hare", "../fox", "fox/../fox", "/etc/passwd", "..", "FOX", "fox.md", "fox\0", "\ud800"]
)
def test_unknown_ids_are_said(opened: InStudio, ident: str) -> None:
    """An id is looked for among the prompts, never on disk."""
    for act in ("pick", "reroll"):
        answer = opened.act(act, id=ident, number=1)
        assert (answer.status, "no prompt has the id" in json.loads(answer.body)["error"]) == (409, True)


@pytest.mark.parametrize("number", [0, -1, 4, 10**9])
def test_images_that_are_not_asked_for_cannot_be_picked(opened: InStudio, number: int) -> None:
    """The same rule and words as `pick`."""
    answer = opened.act("pick", id="fox", number=number)
    assert (answer.status, "cannot be picked" in json.loads(answer.body)["error"]) == (409, True)


@pytest.mark.parametrize(
    "path", ["/pictures/", "/pictures/../gallery.toml", "/pictures/%2e%2e%2fgallery.toml", "/../x"]
)
def test_pictures_are_those_of_the_sheet(opened: InStudio, path: str) -> None:
    """A picture is one that the sheet names, never a path."""
    assert opened.read(path).status == 404


def test_the_studio_stays_on_this_machine(tmp_path: Path) -> None:
    """An address that others can reach is refused."""
    with pytest.raises(UsageError, match="cannot stand at"), studio(Desk(tmp_path, None), Address("0.0.0.0", 0)):
        pass
