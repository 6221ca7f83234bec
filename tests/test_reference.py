"""The reference names every field, key, code and member that the program has, with the defaults that it has."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from dataclasses import fields
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from gallery_build import errors
from gallery_build.buy.access import Access
from gallery_build.buy.finish import intent_of
from gallery_build.buy.outcome import Kind, Outcome
from gallery_build.buy.run import Ending, refusal_of
from gallery_build.cli.user import KEYS
from gallery_build.config import Budget, Config, Defaults, Images, Paths, Preset, Run, Site
from gallery_build.fields import PARAMS
from gallery_build.key import canonical_json, recipes_of
from gallery_build.model import Prompt, Record
from gallery_build.models import load_catalogue
from gallery_build.models.rows import ROW
from gallery_build.plan import make_plan
from gallery_build.prompts import Draft, parse_prompt
from gallery_build.prompts.fields import PromptFields, SeriesFields
from gallery_build.prompts.links import File, link
from gallery_build.report import PRECEDENCE, Exit
from gallery_build.store import Store
from gallery_build.store.records import record_from_json
from tests.values import hex_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gallery_build.plan import Item

REFERENCE = Path(__file__).resolve().parent.parent / "docs" / "reference"
WORDS = "A fox with {eyes}."

CHANGED: Mapping[str, str] = {
    "title": "Other",
    "alt": "Other",
    "tags": "[other]",
    "date": "2026-01-31",
    "updated": "2026-01-31",
    "author": "Other",
    "author_url": "https://example.org/",
    "source": "https://example.org/",
    "license": "MIT",
    "lang": "de",
    "draft": "true",
    "featured": "true",
    "order": "1",
    "preset": "oil",
    "vars": "{eyes: amber eyes}",
    "prompt": "An owl.",
    "provider": "sketch",
    "model": "gpt-image-2",
    "size": "512x512",
    "quality": "high",
    "background": "opaque",
    "output_format": "webp",
    "output_compression": "80",
    "moderation": "low",
    "style": "vivid",
    "complexity": "low",
    "input_fidelity": "low",
    "extra_body": "{seed: 7}",
    "references": "[other.png]",
    "mask": "other.png",
    "variation_of": "other.png",
    "n": "4",
    "take": "2",
    "matrix": "{quality: [low]}",
    "pick": "[1]",
    "depicts": "real-place",
    "extra": "{a: b}",
}
"""For each field a value that it does not have in a file that leaves it out."""

BESIDE = {"mask": "references: other.png"}
"""What a field cannot stand without."""


def page(name: str) -> str:
    """Return a page of the reference."""
    return (REFERENCE / f"{name}.md").read_text(encoding="utf-8")


def section(text: str, heading: str) -> str:
    """Return a page's part below one heading."""
    return re.split(r"(?m)^## ", text.partition(f"\n## {heading}\n")[2])[0]


def rows(text: str) -> dict[str, list[str]]:
    """Return every table's rows by the names in their first cell: `a`, `b` stand for two."""
    found: dict[str, list[str]] = {}
    for line in text.splitlines():
        cells = [cell.strip() for cell in line.strip("|").split(" | ")]
        for name in re.findall(r"`([^`]+)`", cells[0]) if line.startswith("|") else []:
            found.setdefault(name, cells[1:])
    return found


def key_with(front: str) -> str:
    """Return the key of the first image of a prompt with this front matter."""
    config = Config(presets={"oil": Preset("oil", after="Oil on canvas.")})
    prompt = parse_prompt(Draft("prompts/fox.md", f"---\n{front}\n---\n{WORDS}\n"), config)
    (linked,), _ = link([prompt], {"other.png": File(hex_of("other"))})
    return recipes_of(linked)[0].key


def item() -> Item:
    """Return a missing image of the plainest prompt."""
    holdings = Store(Path("nowhere")).look()
    return make_plan(
        [Prompt("fox", "prompts/fox.md", WORDS, WORDS, {}, "Fox")], holdings, Config(), load_catalogue()
    ).items[0]


def test_every_field_of_a_prompt_file_is_documented() -> None:
    """docs/reference/prompt-file.md has a row for each field that front matter may state, and no other."""
    assert set(rows(section(page("prompt-file"), "Fields"))) == set(PromptFields.model_fields)
    assert set(rows(section(page("prompt-file"), "Series"))) == set(SeriesFields.model_fields)


@pytest.mark.parametrize("field", PromptFields.model_fields)
def test_what_is_in_the_key_is_documented(field: str) -> None:
    """The page says "no" for the fields that can change without buying a picture, and for these alone."""
    said = rows(section(page("prompt-file"), "Fields"))[field][-1].rstrip("|").strip()

    beside = BESIDE.get(field, "title: Fox")
    stays = key_with(beside) == key_with(f"{field}: {CHANGED[field]}" + (f"\n{beside}" if field in BESIDE else ""))

    assert stays == said.startswith("no")


@pytest.mark.parametrize(
    ("table", "values"),
    [("site", Site()), ("paths", Paths()), ("budget", Budget()), ("images", Images()), ("run", Run())],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_every_key_of_gallery_toml_is_documented_with_its_default(table: str, values: object) -> None:
    """docs/reference/gallery-toml.md has each key of a table and the default that the code has."""
    documented = {name: cells[0] for name, cells in rows(section(page("gallery-toml"), f"[{table}]")).items()}

    expected = {field.name: spelled(getattr(values, field.name)) for field in fields(type(values))}  # type: ignore[arg-type]  # a dataclass

    assert expected == {name: default for name, default in documented.items() if name in expected}
    assert not set(documented) - set(expected)


def spelled(value: object) -> str:
    """Return a default as the page shows it, in TOML."""
    if value is None:
        return "none"
    return f"`{json.dumps(list(value) if isinstance(value, tuple) else value)}`"


def test_every_default_for_prompts_is_documented() -> None:
    """`[defaults]` has our own defaults as rows, and names the parameters that have none."""
    text, ours = section(page("gallery-toml"), "[defaults]"), Defaults()
    documented = {name: cells[0] for name, cells in rows(text).items()}

    expected = {"provider": ours.provider, "model": ours.model, "n": ours.n, **ours.params}

    assert {name: spelled(value) for name, value in expected.items()} == documented
    assert not [name for name in PARAMS if f"`{name}`" not in text]


def test_every_key_of_presets_and_models_is_documented() -> None:
    """`[presets.NAME]` and `[models.NAME]` have a row for each key they take."""
    presets, models = (rows(section(page("gallery-toml"), f"[{name}.NAME]")) for name in ("presets", "models"))

    assert set(presets) == {field.name for field in fields(Preset)} - {"name"}
    assert set(models) == set(ROW)


def test_every_table_of_gallery_toml_is_documented() -> None:
    """Each table that Config holds has a heading."""
    headings = set(re.findall(r"(?m)^## \[(\w+)", page("gallery-toml")))

    assert headings == {field.name for field in fields(Config)} - {"path", "places"}


def test_every_field_of_the_store_is_documented() -> None:
    """docs/reference/record.md has a row for each field of a record, an intent and a refusal, and no other."""
    text, beside = page("record"), {"key", "run"}
    intent = intent_of(item(), {}, None, "")
    refusal = refusal_of({}, Outcome(Kind.REFUSED), Access())

    assert set(rows(section(text, "Record"))) == {field.name for field in fields(Record)} | {"record"}
    assert set(rows(section(text, "Intent"))) == {*intent, *beside, "intent"}
    assert set(rows(section(text, "Refusal"))) == {*refusal, *beside, "refusal"}


def test_the_record_that_is_shown_is_one() -> None:
    """The example can be read, and holds what the page says of it."""
    shown = re.search(r"```json\n(.*?)```", page("record"), re.DOTALL)
    assert shown

    plain = json.loads(shown[1])
    record = record_from_json(shown[1].encode(), f"{plain['key'][:2]}/{plain['key']}.{plain['digest'][:12]}.json")

    assert (Decimal("0.01335500"), "fox-in-snow") == (record.price.usd, record.prompt_id)


def test_the_key_that_is_shown_is_the_files() -> None:
    """The file, the canonical object and the hash of docs/reference/key.md belong together."""
    file, canonical, key = re.findall(r"```(?:markdown|json|text)\n(.*?)\n```", page("key"), re.DOTALL)

    prompt = parse_prompt(Draft("prompts/sea.md", file), Config())

    assert canonical == canonical_json(prompt.sent, prompt.params, index=1)
    assert key == recipes_of(prompt)[0].key


def test_every_exit_code_is_documented() -> None:
    """docs/reference/exit-codes.md has each code under its name, those of errors too, and the order of precedence."""
    text = page("exit-codes")
    table = {int(code): name for code, name in re.findall(r"(?m)^\| (\d+) \| (\w+) \|", text)}
    kinds = [kind for kind in vars(errors).values() if isinstance(kind, type) and issubclass(kind, errors.GalleryError)]

    order = re.search(r"in this order: ([\d, ]+)\.", text)

    assert {int(code): code.name.lower() for code in Exit} == table
    assert {kind.exit_code for kind in kinds} <= set(table)
    assert order
    assert [int(code) for code in order[1].split(", ")] == [int(code) for code in PRECEDENCE]


def test_every_key_of_the_users_own_file_is_documented() -> None:
    """docs/reference/environment.md has each key that config.toml may hold."""
    assert set(KEYS) == set(rows(section(page("environment"), "config.toml")))


def test_every_ending_is_documented() -> None:
    """docs/reference/json.md names each way in which an image that was wanted may not come."""
    text = page("json")

    assert not [one.value for one in Ending if one not in {Ending.MADE, Ending.HALTED} and f"`{one.value}`" not in text]


@pytest.fixture(scope="module")
def gallery(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a new gallery with a public address, built once."""
    root = tmp_path_factory.mktemp("reference") / "art"
    said("init", str(root), here=root.parent)
    config = root / "gallery.toml"
    config.write_text(config.read_text("utf-8").replace("# url", "url"), encoding="utf-8")
    said("build", here=root)
    return root


def said(*arguments: str, here: Path) -> str:
    """Run the program without a key; return its standard output."""
    own = str(REFERENCE.parent.parent)  # the code beside these tests, wherever another stands installed
    environment = {"PATH": os.environ["PATH"], "HOME": str(here), "XDG_CONFIG_HOME": str(here), "LANG": "C.UTF-8"}
    environment["PYTHONPATH"] = own
    command = [sys.executable, "-m", "gallery_build", *arguments]
    return subprocess.run(command, cwd=here, env=environment, capture_output=True, text=True, check=False).stdout


@pytest.mark.parametrize(
    ("heading", "arguments"),
    [
        ("init", ("init", "another", "--json")),
        ("new", ("new", "dune", "--json")),
        ("check", ("check", "--json")),
        ("plan", ("plan", "--json")),
        ("build", ("build", "--json")),
        ("doctor", ("doctor", "--json")),
        ("completion", ("completion", "bash", "--json")),
        ("pick", ("pick", "fox-in-snow", "1", "--json")),
        ("build --check", ("build", "--check", "--json")),
    ],
)
def test_every_member_of_a_json_document_is_documented(heading: str, arguments: tuple[str, ...], gallery: Path) -> None:
    """docs/reference/json.md has a row for each member that a command prints, and those of each recipe, change or finding."""
    document = json.loads(said(*arguments, here=gallery))
    part: dict[str, object] = next(
        (document[name] for name in ("recipes", "changes", "findings") if name in document), [{}]
    )[0]

    documented = set(rows(section(page("json"), heading)))

    assert documented == document.keys() - {"schema"} | part.keys()


def test_every_file_of_the_site_is_documented(gallery: Path) -> None:
    """docs/reference/site.md has a row for each kind of file that a build publishes."""
    names = [name.partition("…")[0] for name in rows(page("site"))]
    published = [
        path.relative_to(gallery / "site").as_posix() for path in (gallery / "site").rglob("*") if path.is_file()
    ]

    assert "index.html" in published
    assert not [path for path in published if not any(path.startswith(name) for name in names)]
