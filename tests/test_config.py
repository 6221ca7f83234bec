"""gallery.toml: every key is read, every mistake is named with its place, nothing that belongs elsewhere is taken."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gallery_build.config import Budget, Config, Defaults, Images, Paths, Preset, Run, Site, load_config
from gallery_build.errors import FaultsError, UsageError
from gallery_build.toml import read_toml

if TYPE_CHECKING:
    from pathlib import Path

    from gallery_build.model import ParamValue


def _faults(root: Path, text: str, name: str = "gallery.toml") -> list[str]:
    """Return the first lines of the faults of a configuration."""
    (root / name).write_text(text, encoding="utf-8")
    with pytest.raises(FaultsError) as caught:
        load_config(root)
    return [str(fault) for fault in caught.value.faults]


def test_without_a_file_all_defaults_hold(tmp_path: Path) -> None:
    """A gallery needs no configuration."""
    assert Config() == load_config(tmp_path)


def test_the_default_request_has_a_price_known_beforehand(tmp_path: Path) -> None:
    """Unasked, the cheapest current model draws a square at medium quality."""
    expected = Defaults("openai", "gpt-image-2.5-flare", 1, {"size": "1024x1024", "quality": "medium"})
    assert expected == load_config(tmp_path).defaults


def test_every_key_is_read(tmp_path: Path) -> None:
    """All that a gallery can say arrives in Config."""
    text = """
[site]
title = "Sea"
url = "https://example.com/sea"
language = "de"
description = "All of it."
author = "A"
license = "CC-BY-4.0"
page_size = 24
sort = "title"
feed = false
original = "omit"
ai_label = "Mit KI"
cost = true
footer = "*F*"
ignore = ["drafts/*"]
[paths]
prompts = "words/"
templates = "theme"
originals = "art/originals"
site = "public"
[defaults]
provider = "sketch"
model = "GPT-x"
size = "1536X1024"
quality = "High"
n = 2
output_format = "webp"
background = "opaque"
moderation = "low"
output_compression = 80
style = "vivid"
[budget]
per_build = 2.50
[images]
widths = [800, 400]
formats = ["avif", "webp"]
quality = 70
[presets.oil]
before = "Oil on canvas."
after = "Calm."
model = "gpt-image-2"
quality = "LOW"
[models."my-model"]
image = 0.02
[run]
jobs = 2
images_per_minute = 50
timeout = 60
"""
    (tmp_path / "gallery.toml").write_text(text, encoding="utf-8")
    config = load_config(tmp_path)
    params: dict[str, ParamValue] = {
        "size": "1536x1024",
        "quality": "high",
        "background": "opaque",
        "output_format": "webp",
        "output_compression": 80,
        "moderation": "low",
        "style": "vivid",
    }
    expected = Config(
        path="gallery.toml",
        site=Site(
            "Sea",
            "https://example.com/sea/",
            "de",
            "All of it.",
            "A",
            "CC-BY-4.0",
            24,
            "title",
            feed=False,
            original="omit",
            ai_label="Mit KI",
            cost=True,
            footer="*F*",
            ignore=("drafts/*",),
        ),
        paths=Paths("words", "theme", "art/originals", "public"),
        defaults=Defaults("sketch", "GPT-x", 2, params),
        budget=Budget(Decimal("2.50")),
        images=Images((400, 800), ("avif", "webp"), 70),
        presets={
            "oil": Preset("oil", "Oil on canvas.", "Calm.", {"model": "gpt-image-2", "quality": "low"}),
        },
        models={"my-model": {"image": Decimal("0.02")}},
        run=Run(2, 50, 60),
        places=config.places,
    )
    assert expected == config


def test_pyproject_toml_is_read_where_there_is_no_gallery_toml(tmp_path: Path) -> None:
    """`[tool.gallery-build]` is the same configuration; its faults have the places of that file."""
    (tmp_path / "pyproject.toml").write_text('[project]\nname = "x"\n[tool.gallery-build.site]\ntitle = "Sea"\n')
    config = load_config(tmp_path)
    expected = ("pyproject.toml", "Sea", (4, 9))
    assert expected == (config.path, config.site.title, config.place("site.title"))


def test_a_pyproject_toml_of_something_else_is_no_configuration(tmp_path: Path) -> None:
    """Other tools' tables say nothing about the gallery."""
    (tmp_path / "pyproject.toml").write_text("[tool.other]\nx = 1\n")
    assert Config() == load_config(tmp_path)


def test_gallery_toml_comes_before_pyproject_toml(tmp_path: Path) -> None:
    """Where both are there, gallery.toml speaks."""
    (tmp_path / "gallery.toml").write_text('[site]\ntitle = "One"\n')
    (tmp_path / "pyproject.toml").write_text('[tool.gallery-build.site]\ntitle = "Two"\n')
    expected = "One"
    assert expected == load_config(tmp_path).site.title


def test_another_file_can_be_named(tmp_path: Path) -> None:
    """A file named on the command line is read in place of gallery.toml."""
    (tmp_path / "gallery.toml").write_text('[site]\ntitle = "One"\n')
    (tmp_path / "other.toml").write_text('[site]\ntitle = "Two"\n')
    config = load_config(tmp_path, tmp_path / "other.toml")
    expected = ("other.toml", "Two")
    assert expected == (config.path, config.site.title)


def test_a_named_file_must_be_there(tmp_path: Path) -> None:
    """Defaults never stand in for a file that was asked for."""
    with pytest.raises(UsageError):
        load_config(tmp_path, tmp_path / "other.toml")


def test_all_faults_are_named_at_once(tmp_path: Path) -> None:
    """One run shows everything that is wrong, in the file's order, with line and column."""
    text = '[site]\ntitel = "x"\npage_size = 0\n[images]\nwidths = [480, "x"]\n[run]\njobs = true\n[storage]\n'
    expected = [
        'gallery.toml:2:1: unknown key "titel" in [site]\n  hint: did you mean "title"?',
        "gallery.toml:3:13: site.page_size 0 is below 1",
        'gallery.toml:5:16: images.widths.2 "x" is not a whole number',
        "gallery.toml:7:8: run.jobs true is not a whole number",
        'gallery.toml:8:1: "storage" may not stand in a repository\n  hint: it belongs in the environment, the command line or your own gallery-build/config.toml',
    ]
    assert expected == _faults(tmp_path, text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('[site]\nurl = "example.com"', 'gallery.toml:2:7: site.url "example.com" is not an address'),
        ('[site]\nurl = "https://a.b/?c"', 'gallery.toml:2:7: site.url "https://a.b/?c" is not the address of a site'),
        ('[site]\nurl = "javascript:alert(1)"', 'gallery.toml:2:7: site.url "javascript:alert(1)" is not an address'),
        (
            '[site]\nurl = "https://u:p@a.b/"',
            'gallery.toml:2:7: site.url "https://u:p@a.b/" is not the address of a site',
        ),
        ('[site]\nurl = "http://[::1"', 'gallery.toml:2:7: site.url "http://[::1" is not an address'),
        ('[site]\nlanguage = "en_US"', 'gallery.toml:2:12: site.language "en_US" is not a language tag'),
        ('[site]\nsort = "colour"', 'gallery.toml:2:8: site.sort "colour" is not one of its values'),
        ('[site]\ncost = "yes"', 'gallery.toml:2:8: site.cost "yes" is neither true nor false'),
        ("[site]\ncost = 1", "gallery.toml:2:8: site.cost 1 is neither true nor false"),
        ('[site]\noriginal = "move"', 'gallery.toml:2:12: site.original "move" is not one of its values'),
        ('site = "x"', 'gallery.toml:1:8: site "x" is not a table'),
        ("[[site]]", "gallery.toml:1:1: site (a list) is not a table"),
        ('[defaults]\nsize = "1024×1024"', 'gallery.toml:2:8: defaults.size "1024×1024" is not a size'),
        ("[defaults]\nn = 11", "gallery.toml:2:5: defaults.n 11 is above 10"),
        ('[defaults]\nprovider = "x y"', 'gallery.toml:2:12: defaults.provider "x y" is not the name of a provider'),
        (
            "[budget]\nper_build = -1",
            "gallery.toml:2:13: budget.per_build -1 is not an amount from 0 to 1000000 US dollars",
        ),
        ('[budget]\nper_build = "1"', 'gallery.toml:2:13: budget.per_build "1" is not an amount in US dollars'),
        ("[budget]\nper_build = inf", "gallery.toml:2:13: not valid TOML: inf is not a number that can be used"),
        ("[images]\nwidths = []", "gallery.toml:2:10: images.widths (a list) has fewer than 1 items"),
        ("[images]\nwidths = [480, 480]", "gallery.toml:2:10: images.widths (a list) names a width twice"),
        ('[images]\nformats = ["gif"]', 'gallery.toml:2:12: images.formats.1 "gif" is not one of its values'),
        ("[presets.oil]\nmodel = 3", "gallery.toml:2:9: presets.oil.model 3 is not text"),
        ('[presets.oil]\nbefor = "x"', 'gallery.toml:2:1: unknown key "befor" in [presets.oil]'),
        ("presets.oil = 3", "gallery.toml:1:15: presets.oil 3 is not a table"),
        ("models.x = 3", "gallery.toml:1:12: models.x 3 is not a map"),
        ("[sit]", 'gallery.toml:1:1: unknown key "sit" at the top'),
    ],
)
def test_each_mistake_is_told_with_its_place(tmp_path: Path, text: str, expected: str) -> None:
    """Where, what: the message names the key, the user's own words and what is wrong with them."""
    assert [expected] == [fault.partition("\n")[0] for fault in _faults(tmp_path, text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a = [", (1, 1)),
        ('[site]\ntitle = "\\u001b[31m"', (2, 9)),
        ("[site]\n[site]", (2, 6)),
        ("[site]\ntitle = x", (2, 9)),
        ('a = "\n', (1, 6)),
        ('[site]\ntitle = "nan"\n[budget]\nper_build = nan', (4, 13)),
        ("[budget]\n# 1e99\nper_build = 1e99", (3, 13)),
    ],
)
def test_broken_toml_is_told_with_its_place(tmp_path: Path, text: str, expected: tuple[int, int]) -> None:
    """A file that cannot be parsed has one fault, where the parser stopped."""
    (tmp_path / "gallery.toml").write_text(text, encoding="utf-8")
    with pytest.raises(FaultsError) as caught:
        load_config(tmp_path)
    assert [expected] == [(fault.line, fault.column) for fault in caught.value.faults]


@pytest.mark.parametrize(
    "text",
    [
        '[defaults]\nendpoint = "http://evil.example"',
        '[defaults]\nbase_url = "http://evil.example"',
        'api_key = "x"',
        '[run]\nexecutor = "dask://x"',
        "[providers.evil]\nbase_url = 'http://127.0.0.1/v1'\nkey_env = 'OPENAI_API_KEY'",
        "[providers.evil]\nbase_url = 'http://127.0.0.1/v1'\nkey_file = '~/key'",
        "[providers.evil]\nbase_url = 'http://127.0.0.1/v1'\nprofile = 'localai'",
        '[site]\nmax_cost = "100"',
        "[budget]\nmax_cost = 100",
        '[presets.x]\napi-key = "x"',
        '[models.x]\nendpoint = "http://evil.example"',
        "[models.x.deep]\napi_key = 1",
        "[storage]\nx = 1",
    ],
)
def test_a_repository_may_not_say_where_money_and_keys_go(tmp_path: Path, text: str) -> None:
    """Endpoints, keys, executors, storage and caps are refused wherever they stand, and told where they belong."""
    (fault,) = _faults(tmp_path, text)
    assert "may not stand in a repository" in fault
    assert "it belongs in" in fault


@pytest.mark.parametrize("name", ["key", "storage"])
def test_names_that_people_choose_are_free(tmp_path: Path, name: str) -> None:
    """A preset or a model may be called as its author likes."""
    (tmp_path / "gallery.toml").write_text(f'[presets.{name}]\nbefore = "x"\n[models.{name}]\n')
    expected = [name]
    assert expected == list(load_config(tmp_path).presets)


@pytest.mark.parametrize(
    "path",
    ["../x", "/etc", "", ".", "./x", "a/../b", "a//b", ".git", "a/.b", "C:/x", "a\\\\b", "a\\nb", "\\u202ea", "~/../x"],
)
def test_paths_stay_inside_the_gallery(tmp_path: Path, path: str) -> None:
    """A folder is named relative, without dots, in no dot folder."""
    (fault,) = _faults(tmp_path, f'[paths]\nsite = "{path}"')
    assert "paths.site" in fault or "TOML" in fault


@pytest.mark.parametrize("site", ["prompts", "Prompts", "prompts/site", "originals"])
def test_folders_are_apart(tmp_path: Path, site: str) -> None:
    """No folder is, or stands in, another: the site is disposable, the others are not."""
    (fault,) = _faults(tmp_path, f'[paths]\nsite = "{site}"')
    assert "share a folder" in fault


@pytest.mark.parametrize(("link", "site"), [("site", "site"), ("deep", "deep/site")])
def test_folders_are_reached_through_no_symlink(tmp_path: Path, link: str, site: str) -> None:
    """A symlink must not lead a build outside the gallery."""
    gallery, outside = tmp_path / "gallery", tmp_path / "outside"
    gallery.mkdir()
    outside.mkdir()
    (gallery / link).symlink_to(outside)
    (fault,) = _faults(gallery, f'[paths]\nsite = "{site}"')
    assert "through a symlink" in fault


def test_default_folders_are_checked_without_a_configuration(tmp_path: Path) -> None:
    """A gallery without gallery.toml is not trusted either."""
    (tmp_path / "outside").mkdir()
    (tmp_path / "gallery").mkdir()
    (tmp_path / "gallery/site").symlink_to(tmp_path / "outside")
    with pytest.raises(FaultsError):
        load_config(tmp_path / "gallery")


def test_a_gallery_behind_a_symlink_is_fine(tmp_path: Path) -> None:
    """Only what is inside the gallery must be plain; the way to it may be anything."""
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "real")
    assert Config() == load_config(tmp_path / "link")


def test_a_symlinked_configuration_is_refused(tmp_path: Path) -> None:
    """A repository must not point at a file outside it."""
    (tmp_path / "secret.toml").write_text("x = 1\n")
    (tmp_path / "gallery.toml").symlink_to(tmp_path / "secret.toml")
    with pytest.raises(FaultsError) as caught:
        load_config(tmp_path)
    expected = ["gallery.toml: the file is a symlink"]
    assert expected == [str(f).partition("\n")[0] for f in caught.value.faults]


def test_a_symlink_that_a_person_names_is_read(tmp_path: Path) -> None:
    """The command line is the user's own word."""
    (tmp_path / "shared.toml").write_text('[site]\ntitle = "Sea"\n')
    (tmp_path / "gallery.toml").symlink_to(tmp_path / "shared.toml")
    expected = "Sea"
    assert expected == load_config(tmp_path, tmp_path / "gallery.toml").site.title


def test_a_byte_order_mark_and_crlf_are_fine(tmp_path: Path) -> None:
    """Editors on Windows write such files."""
    (tmp_path / "gallery.toml").write_bytes(b'\xef\xbb\xbf[site]\r\ntitle = "Sea"\r\n')
    expected = "Sea"
    assert expected == load_config(tmp_path).site.title


@pytest.mark.parametrize("content", [b"\xff\xfe", b'a = "\xe9"', b"\x00", b"#" * 2_000_000])
def test_what_is_no_text_is_a_fault(tmp_path: Path, content: bytes) -> None:
    """Bytes that are not UTF-8, and files of absurd size, are named."""
    (tmp_path / "gallery.toml").write_bytes(content)
    with pytest.raises(FaultsError) as caught:
        load_config(tmp_path)
    assert {"gallery.toml"} == {fault.path for fault in caught.value.faults}


@pytest.mark.parametrize(
    ("text", "key", "expected"),
    [
        ("[a.b]\nc.d = 1", "a.b.c.d", (2, 7)),
        ("a = {b = {c = 1}}", "a.b.c", (1, 15)),
        ("a = [\n  1,\n  2,\n]", "a.1", (3, 3)),
        ("[[a]]\nb=1\n[[a]]\nb=2", "a.1.b", (4, 3)),
        ('a = """\nx = 1\n"""\nb = 2', "b", (4, 5)),
        ("a = '''\n[x]\n'''\nb = 2", "b", (4, 5)),
        ("a = '#' # b = 1\nb = 2", "b", (2, 5)),
        ('"a b"."c" = 1.5', "a b.c", (1, 13)),
        ('"\\u0061" = 1', "a", (1, 12)),
        ("a = 2020-01-01 10:00:00\nb = 1", "b", (2, 5)),
        ('a = """x""""\nb = 1', "b", (2, 5)),
    ],
)
def test_places_are_those_of_the_values(text: str, key: str, expected: tuple[int, int]) -> None:
    """Dotted keys, inline tables, lists and strings over lines: each value is found where it begins."""
    assert expected == read_toml(text, "x.toml").places[key]


TOML_PIECES = st.sampled_from(
    [
        "[",
        "]",
        "[[",
        "{",
        "}",
        "=",
        ".",
        ",",
        "\n",
        '"',
        "'",
        '"""',
        "a",
        "site",
        "title",
        "1",
        "1.5",
        "nan",
        "#",
        "\\",
        "é",
        " ",
        "\t",
        "1e999",
        "9" * 50,
        "true",
        "2020-01-01",
    ]
)


@settings(max_examples=200, deadline=1000, database=None)
@given(st.lists(TOML_PIECES, max_size=40).map("".join))
def test_any_text_is_a_configuration_or_a_fault(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    """Whatever stands in gallery.toml, what comes out is Config or faults with the file's name."""
    root = tmp_path_factory.mktemp("gallery")
    (root / "gallery.toml").write_text(text, encoding="utf-8")
    try:
        load_config(root)
    except FaultsError as error:
        assert {"gallery.toml"} == {fault.path for fault in error.faults}  # noqa: PT017


@pytest.mark.parametrize(
    "text",
    [
        "a = " + "[" * 100_000,
        "a = " + "{a = " * 50_000,
        ".".join(["a"] * 100_000) + " = 1",
        "[" + ".".join(["a"] * 100_000) + "]",
        "a = " + "9" * 100_000,
        "a = 1e" + "9" * 1000,
        "\n".join(f"[a{n}]" for n in range(50_000)),
        "\n".join(f"k{n} = 1" for n in range(50_000)),
        "[[a]]\n" * 50_000,
    ],
    ids=["lists", "tables", "dots", "header", "digits", "exponent", "headers", "keys", "array"],
)
def test_a_configuration_made_to_hurt_is_refused_at_once(tmp_path: Path, text: str) -> None:
    """Depth, dots, digits and sheer numbers end in faults."""
    assert _faults(tmp_path, text)
