"""What README and docs/ say is what the program does: sessions are run, links are followed, names are looked up."""

from __future__ import annotations

import ast
import os
import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.fake_api import FakeAPI
from tools import generate_command_reference

ROOT = Path(__file__).resolve().parent.parent
DOCS = ROOT / "docs"
PAGES = (ROOT / "README.md", *sorted(DOCS.rglob("*.md")))

KEY = "sk-fake"
"""What the fake API takes; sessions fenced as `console buys` have it, all others have no key."""

FENCE = re.compile(r"^```(?P<kind>[^\n]*)\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"\]\((?P<target>[^)\s]+)\)")
LOOSE = re.compile(r"\d[\d,]*(?:\\\.\d+)?(?=\\ (?:s\b|files?\b|removed|more\b|derivatives?))")
"""What differs from machine to machine, or with each new page kind: seconds and counts of files."""

UNWANTED = {
    "album": "series",
    "sidecar": "record",
    "thumbnail": "derivative",
    "rendition": "derivative",
    "blob": "image",
    "fingerprint of a prompt": "key",
    "dummy": "sketch",
    "mock": "sketch",
}
"""Words of other tools, and the glossary's for the same thing."""


@dataclass(frozen=True, slots=True)
class Step:
    """One command of a session and what it printed; or, without a command, a file to write."""

    command: str
    shown: str
    buys: bool = False
    file: str = ""


def steps(text: str) -> list[Step]:
    """Return a document's sessions as steps, in order."""
    found: list[Step] = []
    for block in FENCE.finditer(text):
        kind, _, about = block["kind"].partition(" ")
        if kind == "markdown" and about.startswith("file="):
            found.append(Step("", block["text"], file=about.removeprefix("file=")))
        if kind == "console":
            for part in re.split(r"(?m)^\$ ", block["text"])[1:]:
                command, _, shown = part.partition("\n")
                found.append(Step(command, shown, buys=about == "buys"))
    return found


def pattern(shown: str) -> re.Pattern[str]:
    """Return what a shown output matches: `…` stands for anything, seconds and counts of files for any number."""
    loose = LOOSE.sub(r"[\\d.,]+", re.escape(shown.rstrip("\n")))
    return re.compile(loose.replace("…", ".*"), re.DOTALL)


def run(step: Step, folder: Path, environment: dict[str, str]) -> tuple[str, Path]:
    """Run one command in bash; return what it printed and the folder it ended in."""
    script = f"{step.command}\nprintf '\\n%s' \"$PWD\" >&3"
    reading, writing = os.pipe()
    ended = subprocess.run(
        ["bash", "-c", f"exec 3>&{writing}\n{script}"],
        cwd=folder,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        pass_fds=[writing],
        check=False,
    )
    os.close(writing)
    with os.fdopen(reading) as stream:
        return ended.stdout, Path(stream.read().strip())


@pytest.mark.parametrize("page", [ROOT / "README.md", DOCS / "tutorial.md"], ids=lambda page: page.name)
def test_sessions_print_what_is_shown(page: Path, tmp_path: Path) -> None:
    """Every command of a console session, run in order in an empty folder, prints what the page shows."""
    told = steps(page.read_text(encoding="utf-8"))
    plain = {
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
        "HOME": str(tmp_path),
        "XDG_CONFIG_HOME": str(tmp_path / "config"),
        "LANG": "C.UTF-8",
        "PYTHONPATH": str(ROOT),  # the code beside these tests, wherever another stands installed
    }
    folder = tmp_path / "here"
    folder.mkdir()
    wrong = []

    with FakeAPI(key=KEY) as api:
        rich = {**plain, "OPENAI_API_KEY": KEY, "OPENAI_BASE_URL": api.url}
        for step in told:
            if step.file:
                (folder / step.file).parent.mkdir(parents=True, exist_ok=True)
                (folder / step.file).write_text(step.shown, encoding="utf-8")
                continue
            printed, folder = run(step, folder, rich if step.buys else plain)
            if not pattern(step.shown).fullmatch(printed.rstrip("\n")):
                wrong.append(f"$ {step.command}\nshown:\n{step.shown}\nprinted:\n{printed}")

    assert len(told) > 1
    assert not wrong, "\n".join(wrong)


def test_a_session_that_lies_is_seen() -> None:
    """Only seconds, counts of files and `…` are loose; another word or another price does not match."""
    shown = "3 prompts · 1 made ($0.010) · 31 files written · 1.9 s\n"

    assert pattern(shown).fullmatch("3 prompts · 1 made ($0.010) · 1,204 files written · 12.4 s")
    assert pattern("made … with fox\n").fullmatch("made 2026-11-22 with fox")
    assert not pattern(shown).fullmatch("3 prompts · 1 made ($0.013) · 31 files written · 1.9 s")
    assert not pattern(shown).fullmatch("4 prompts · 1 made ($0.010) · 31 files written · 1.9 s")


def test_every_relative_link_resolves() -> None:
    """A link to a file of this repository leads to a file, and one to a heading to a heading."""
    broken = [
        f"{page.relative_to(ROOT)}: {target}"
        for page in PAGES
        for target in LINK.findall(FENCE.sub("", page.read_text(encoding="utf-8")))
        if not re.match(r"[a-z]+:", target) and not leads_somewhere(page, target)
    ]

    assert not broken


def leads_somewhere(page: Path, target: str) -> bool:
    """Tell whether a link on a page leads to a file, and to a heading where it names one."""
    path, _, heading = target.partition("#")
    file = (page.parent / path).resolve() if path else page
    return file.exists() and (not heading or heading in anchors(file.read_text(encoding="utf-8")))


def anchors(text: str) -> set[str]:
    """Return the names that GitHub gives a page's headings."""
    headings = re.findall(r"(?m)^#+ (.+)$", FENCE.sub("", text))
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def test_the_map_leads_to_every_page() -> None:
    """Each page of docs/ can be reached from docs/index.md, directly or by way of another page's list."""
    seen: set[Path] = set()
    waiting = [DOCS / "index.md"]
    while waiting:
        page = waiting.pop()
        if page in seen or page.suffix != ".md" or not page.is_file():
            continue
        seen.add(page)
        waiting += [
            (page.parent / target.partition("#")[0]).resolve() for target in LINK.findall(page.read_text("utf-8"))
        ]

    assert not [str(page.relative_to(ROOT)) for page in PAGES if page not in seen and page.name != "README.md"]


def test_the_command_reference_is_what_the_commands_say() -> None:
    """docs/reference/commands.md is generated; every command and every option stands in it."""
    written = (DOCS / "reference" / "commands.md").read_text(encoding="utf-8")

    assert generate_command_reference.page() == written


def test_every_variable_that_is_read_is_documented() -> None:
    """Each name that the code takes from the environment stands in docs/reference/environment.md."""
    page = (DOCS / "reference" / "environment.md").read_text(encoding="utf-8")
    read = {name for path in sorted((ROOT / "gallery_build").rglob("*.py")) for name in variables(path)}

    assert {"OPENAI_API_KEY", "GALLERY_MAX_COST"} <= read
    assert not [name for name in sorted(read) if f"`{name}`" not in page]


def variables(path: Path) -> set[str]:
    """Return the environment's variables that a module reads, by `os.environ.get` or `os.environ[…]`."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    calls = [
        node.args[0] for node in ast.walk(tree) if isinstance(node, ast.Call) and _of_environ(node.func) and node.args
    ]
    items = [
        node.slice
        for node in ast.walk(tree)
        if isinstance(node, ast.Subscript) and ast.unparse(node.value) == "os.environ"
    ]
    return {node.value for node in (*calls, *items) if isinstance(node, ast.Constant) and isinstance(node.value, str)}


def _of_environ(function: ast.expr) -> bool:
    return ast.unparse(function) in {"os.environ.get", "os.getenv"}


def test_one_word_per_idea() -> None:
    """Documentation uses the glossary's nouns, and no other tool's words for the same things."""
    prose = {page: page.read_text(encoding="utf-8") for page in PAGES if page.name != "glossary.md"}

    assert not [
        f'{page.relative_to(ROOT)}: "{word}" is "{right}" here'
        for page, text in prose.items()
        for word, right in UNWANTED.items()
        if re.search(rf"\b{word}s?\b", text, re.IGNORECASE)
    ]


def test_every_room_is_in_the_design() -> None:
    """docs/design.md names each module and each wing of the house."""
    design = (DOCS / "design.md").read_text(encoding="utf-8")
    rooms = [path for path in (ROOT / "gallery_build").iterdir() if not path.name.startswith(("_", "."))]
    names = [f"{path.name}/" if path.is_dir() else path.name for path in rooms if path.is_dir() or path.suffix == ".py"]

    assert len(names) > 20
    assert not [name for name in sorted(names) if name not in design]
