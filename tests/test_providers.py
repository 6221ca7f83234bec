"""Several providers in one gallery: each with its own endpoint, key, pace and way of being asked, under one cap."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from gallery_build.buy.access import Access, make_access
from gallery_build.cli import run
from gallery_build.cli.providers import with_providers
from gallery_build.errors import FaultsError, UsageError
from gallery_build.job import Company, Wishes
from gallery_build.project import build
from gallery_build.report import Exit, Report
from tests.fake_api import FakeAPI
from tests.values import a_gallery

CONFIG = (
    '[defaults]\nmodel = "gpt-image-2"\nsize = "1024x640"\nquality = "low"\n[images]\nwidths = [64]\n[run]\njobs = 2\n'
)
RICH = Wishes(cap=Decimal(10), allow_unpriced=True)
FILE = Path("config.toml")
CANARY = "sk-canary"


def built(root: Path, access: Access, wishes: Wishes = RICH) -> Report:
    """Build."""
    return build(root, wishes, access, Company(dt.date(2026, 11, 22)))


def two(first: FakeAPI, second: FakeAPI, **table: object) -> Access:
    """Return an access with a second provider, `den`."""
    return with_providers(make_access(first.url, first.key), {"den": {"base_url": second.url, **table}}, FILE)


@pytest.fixture
def gallery(tmp_path: Path) -> Path:
    """Return a gallery whose hares come from elsewhere."""
    return a_gallery(
        tmp_path / "gallery",
        config=CONFIG,
        fox="A red fox.\n",
        hare="---\nprovider: den\n---\nA brown hare.\n",
        owl="---\nprovider: den\n---\nA grey owl.\n",
    )


def test_each_provider_is_asked_at_its_own_endpoint_with_its_own_key(gallery: Path, tmp_path: Path) -> None:
    """One build buys from both, and each key is refused by the other server."""
    (tmp_path / "key").write_text("sk-den\n", encoding="utf-8")
    with FakeAPI() as first, FakeAPI(key="sk-den") as second:
        report = built(gallery, two(first, second, key_file=str(tmp_path / "key")))
        assert (report.bought.made, report.exit) == (3, Exit.DONE)
        assert [charge.prompt for charge in first.ledger()] == ["A red fox."]
        assert {charge.prompt for charge in second.ledger()} == {"A brown hare.", "A grey owl."}
        assert built(gallery, two(first, second)).idle


def test_the_cap_is_one_for_all(gallery: Path) -> None:
    """Two providers share a wall."""
    with FakeAPI() as first, FakeAPI(key=None) as second:
        report = built(gallery, two(first, second), Wishes(cap=Decimal("0.008"), jobs=1))
        assert (report.exit, first.paid() + second.paid() <= Decimal("0.008")) == (Exit.CAP, True)
        assert report.bought.made < 3


def test_a_provider_without_a_key_leaves_the_others_alone(gallery: Path) -> None:
    """What cannot be bought hangs as a sketch; the rest is bought."""
    with FakeAPI(key=None) as second:
        report = built(gallery, with_providers(Access(), {"den": {"base_url": second.url}}, FILE))
        assert (report.bought.made, report.standing.missing) == (2, 1)


def test_a_provider_that_refuses_the_key_stops_only_itself(gallery: Path) -> None:
    """The others go on; the exit code says that a key is wrong."""
    with FakeAPI() as first, FakeAPI(key="sk-den") as second:
        report = built(gallery, two(first, second), replace(RICH, jobs=1))
        assert (report.bought.made, report.exit, len(second.posts())) == (1, Exit.KEY, 1)


def test_what_the_environment_says_for_openai_goes_to_openai_alone(
    gallery: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No organisation, project or header of one's own reaches another provider."""
    monkeypatch.setenv("OPENAI_ORG_ID", CANARY)
    monkeypatch.setenv("OPENAI_PROJECT_ID", CANARY)
    monkeypatch.setenv("OPENAI_CUSTOM_HEADERS", f"X-House: {CANARY}\nAuthorization: Bearer {CANARY}")
    with FakeAPI(key=None) as first, FakeAPI(key="sk-den") as second:
        access = two(first, second)
        den = replace(access.others["den"], key="sk-den")
        assert built(gallery, replace(access, others={"den": den})).bought.made == 3
        assert [CANARY in post.headers.values() for post in second.posts()] == [False, False]
        assert [CANARY in post.headers.values() for post in first.posts()] == [True]


def test_models_are_called_as_the_server_calls_them(gallery: Path) -> None:
    """A deployment's name is sent, and the prompt keeps the model's."""
    with FakeAPI() as first, FakeAPI(key=None, profile="localai") as second:
        built(gallery, two(first, second, profile="localai", models={"gpt-image-2": "sd-3"}))
        assert [post.body["model"] for post in second.posts()] == ["sd-3", "sd-3"]


def test_an_unknown_provider_is_a_fault_only_where_it_would_be_asked(gallery: Path) -> None:
    """The nearest name is given, at the field's place; without a key, and once the picture is there, nobody minds."""
    with FakeAPI() as first, FakeAPI(key=None) as second:
        access = with_providers(make_access(first.url, first.key), {"dan": {"base_url": second.url}}, FILE)
        with pytest.raises(FaultsError) as error:
            built(gallery, access)
        said = [(fault.path, fault.line, fault.hint) for fault in error.value.faults]
        assert said == [("prompts/hare.md", 2, 'did you mean "dan"?'), ("prompts/owl.md", 2, 'did you mean "dan"?')]
        assert (first.posts(), second.posts()) == ([], [])
        assert len(built(gallery, Access()).warnings) == 2
        built(gallery, two(first, second))
        assert built(gallery, access).exit is Exit.DONE


@pytest.mark.parametrize(
    ("table", "words"),
    [
        ({"den": {}}, "names no endpoint"),
        ({"den": {"base_url": "http://images.example/v1", "key_env": "CANARY_KEY"}}, "unencrypted"),
        ({"den": {"base_url": 3}}, "base_url is not what it should be"),
        ({"den": {"base_url": "https://a.example", "images_per_minute": True}}, "images_per_minute"),
        ({"den": {"base_url": "https://a.example", "key": "x"}}, "unknown key"),
        ({"den": {"base_url": "https://a.example", "key_env": "A", "key_file": "b"}}, "both"),
        ({"den": {"base_url": "https://a.example", "key_file": "nowhere/at/all"}}, "cannot be read"),
        ({"den": {"base_url": "https://a.example", "profile": "locali"}}, "profile"),
        ({"den": {"base_url": "https://a.example", "models": {"a": 1}}}, "models"),
        ({"sketch": {"base_url": "https://a.example"}}, "name"),
        ({"openai": {"base_url": "https://a.example"}}, "unknown key"),
        ([], "no table"),
    ],
)
def test_what_cannot_be_a_provider_is_said(table: object, words: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where it stands and what is wrong, and never a key."""
    monkeypatch.setenv("CANARY_KEY", CANARY)
    with pytest.raises(UsageError, match=words) as error:
        with_providers(Access(), table, FILE)
    assert CANARY not in str(error.value) + error.value.hint


def test_openai_itself_may_have_a_pace() -> None:
    """Its endpoint and key stand elsewhere; the rest may stand here."""
    access = with_providers(make_access(None, CANARY), {"openai": {"images_per_minute": 50}}, FILE)
    assert (access.images_per_minute, access.key, CANARY in repr(access)) == (50, CANARY, False)


def test_the_users_default_is_asked_for_prompts_that_name_none(gallery: Path) -> None:
    """It comes before the gallery's own; prompts that name one go there; the picture is there for everybody."""
    with FakeAPI() as first, FakeAPI(key=None) as second:
        access = two(first, second)
        assert built(gallery, replace(access, default="den")).bought.made == 3
        assert (first.posts(), len(second.posts())) == ([], 3)
        assert built(gallery, access).idle


def test_the_default_is_on_no_page(gallery: Path) -> None:
    """The site is the same whoever builds it, and a build under another default looks again."""
    (gallery / "gallery.toml").write_text(f'{CONFIG}[site]\ntitle = "x"\n', encoding="utf-8")
    with FakeAPI() as first, FakeAPI(key=None) as second:
        access = two(first, second)
        drawn = built(gallery, replace(access, default="sketch"), replace(RICH, only=("fox",)))
        assert (drawn.standing.states, first.posts()) == ({"drawn": 1, "missing": 2}, [])
        assert not built(gallery, replace(access, default="den"), Wishes(offline=True)).written
        assert built(gallery, access).bought.made == 3


@pytest.mark.parametrize(("name", "hint"), [("dan", 'did you mean "den"?'), ("x", "known are openai, den, sketch")])
def test_an_unknown_default_is_said_with_the_nearest_name(
    gallery: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], name: str, hint: str
) -> None:
    """Before anything is asked for, by every command that plans."""
    (gallery / "gallery.toml").write_text(f'{CONFIG}[providers.den]\nbase_url = "http://[::1]/v1"\n', encoding="utf-8")
    monkeypatch.setenv("GALLERY_PROVIDER", name)
    for command, code in {"build": 2, "plan": 2, "check": 2, "doctor": 1}.items():
        assert run(["-C", str(gallery), command]) == code
        said = "".join(capsys.readouterr())
        assert (f'GALLERY_PROVIDER names no provider: "{name}"' in said, hint in said) == (True, True)


def test_plan_and_doctor_say_where_the_default_comes_from(
    gallery: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The gallery's own is named too, by `doctor`."""
    run(["-C", str(gallery), "doctor"])
    assert "openai for prompts that name no provider, from the gallery" in capsys.readouterr().out
    monkeypatch.setenv("GALLERY_PROVIDER", "sketch")
    run(["-C", str(gallery), "doctor"])
    assert "sketch for prompts that name no provider, from GALLERY_PROVIDER" in capsys.readouterr().out
    run(["-C", str(gallery), "plan"])
    said = capsys.readouterr()
    assert ("1 drawn" in said.out, "asked for at sketch: GALLERY_PROVIDER says so" in said.err) == (True, True)
    run(["-C", str(gallery), "plan", "--json"])
    assert '"provider": "sketch"' in capsys.readouterr().out
