"""Laws of the house: what may import what, how fast the door opens, and what no file may hold."""

from __future__ import annotations

import ast
import math
import re
import resource
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
HOUSE = ROOT / "gallery_build"

FLOORS: tuple[frozenset[str], ...] = (
    frozenset({"errors"}),
    frozenset({"model"}),
    frozenset({"key", "files", "slug", "toml", "words"}),
    frozenset({"fields"}),
    frozenset({"config", "memory"}),
    frozenset({"prompts", "models", "store", "sketch"}),
    frozenset({"plan"}),
    frozenset({"buy", "site"}),
    frozenset({"project", "care", "exchange"}),
    frozenset({"live"}),
    frozenset({"cli", "integrations"}),
)
"""From the ground up. A room may import the floors below it, and nothing beside or above it.

A room that is not named stands on a step above the highest it imports, so it too may not be used from below.
"""

STEP = 0.01

GROUND = ("errors", "model")
"""The one look upwards: an error carries faults, and names their type."""

PURE = ("model", "key", "slug", "toml", "plan", "models", "prompts", "sketch")
DOORS = ("prompts/source.py",)
"""Files of pure rooms through which the outside comes in."""

IMPURE = frozenset({"os", "time", "subprocess", "openai", "PIL"})
HEAVY = frozenset({"openai", "pydantic", "PIL", "jinja2", "yaml", "markdown", "rich", "babel"})

HOMES = re.compile(r"(?<![\w.:/>-])/(?:home|root|tmp|work|Users)/")  # a path on somebody's machine
REGISTRIES = re.compile(r"(?:pypi|pythonhosted|npmjs|deb\.debian)\.(?:org|com)")


def modules() -> list[Path]:
    """Return every module of the package, in order."""
    return sorted(HOUSE.rglob("*.py"))


def room(name: str) -> str:
    """Return the room of a dotted name: `gallery_build.buy.run` is in `buy`; `config_file` is the back of `config`."""
    return name.split(".")[1].removesuffix("_file") if "." in name else ""


def name_of(path: Path) -> str:
    """Return a module's dotted name."""
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


@cache
def tree(path: Path) -> ast.Module:
    """Parse a module once."""
    return ast.parse(path.read_text(encoding="utf-8"), str(path))


def imported(path: Path) -> set[str]:
    """Return every dotted name a module imports, wherever in it the import stands, types included."""
    plain = {alias.name for node in ast.walk(tree(path)) if isinstance(node, ast.Import) for alias in node.names}
    sources = [node for node in ast.walk(tree(path)) if isinstance(node, ast.ImportFrom)]
    named = {f"{node.module}.{alias.name}" for node in sources for alias in node.names}
    return plain | named


def tracked() -> list[Path]:
    """Return every file that git keeps."""
    names = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    return [path for name in names.split("\0") if name and (path := ROOT / name).is_file()]


def texts() -> dict[str, str]:
    """Return what git keeps as text, by path; pictures and broken samples are left out."""
    found = {}
    for path in tracked():
        content = path.read_bytes()
        if b"\0" not in content:
            found[path.relative_to(ROOT).as_posix()] = content.decode("utf-8", errors="replace")
    return found


def rooms() -> dict[str, set[str]]:
    """Return every room with the rooms it imports."""
    found: dict[str, set[str]] = {room(name_of(path)): set() for path in modules()}
    for path in modules():
        inside = {room(name) for name in imported(path) if name.startswith("gallery_build.")}
        found[room(name_of(path))] |= inside & found.keys() - {room(name_of(path))}
    del found[""]  # the package's own file, which names what is public
    return found


def floor(name: str, house: dict[str, set[str]], above: tuple[str, ...] = ()) -> float:
    """Return the floor a room stands on, from 0; rooms that lean on each other hang in the air."""
    if name in above:
        return math.inf
    named = [number for number, names in enumerate(FLOORS) if name in names]
    return named[0] if named else STEP + max((floor(one, house, (*above, name)) for one in house[name]), default=0)


def climbs(house: dict[str, set[str]]) -> list[str]:
    """Return the imports that do not go down."""
    pairs = [(here, there) for here, below in sorted(house.items()) for there in sorted(below)]
    return [
        f"{here} imports {there}"
        for here, there in pairs
        if floor(there, house) >= floor(here, house) and (here, there) != GROUND
    ]


def test_imports_go_down() -> None:
    """A room imports only the floors below its own; rooms on one floor do not know each other."""
    assert not climbs(rooms())


def test_a_climb_is_seen() -> None:
    """Looking up, next door, or up by way of a room that is not named breaks the law; looking down does not."""
    house = {"buy": {"site", "model"}, "site": {"plan"}, "plan": {"new"}, "new": {"store"}, "store": {"odd"}}
    house |= {"model": set(), "odd": {"cli"}, "cli": {"buy"}, "one": {"two"}, "two": {"one"}}

    assert climbs(house) == ["buy imports site", "one imports two", "store imports odd", "two imports one"]


def touched(path: Path) -> set[str]:
    """Return what a module of a pure room imports of the world outside; sketches alone are drawn with Pillow."""
    here = room(name_of(path))
    if here not in PURE or path.relative_to(HOUSE).as_posix() in DOORS:
        return set()
    allowed = {"PIL"} if here == "sketch" else set()
    return {name.split(".")[0] for name in imported(path)} & IMPURE - allowed


def test_pure_rooms_touch_nothing() -> None:
    """A pure room imports no clock, disk, process, network or picture library."""
    assert not {name_of(path): found for path in modules() if (found := touched(path))}


def runs_at_import(module: ast.Module) -> list[ast.stmt]:
    """Return the statements that run when a module is imported, those in functions and for types left out."""
    pending, found = list(module.body), []
    while pending:
        node = pending.pop()
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            continue
        if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test):
            pending += node.orelse
            continue
        found.append(node)
        pending += [child for child in ast.iter_child_nodes(node) if isinstance(child, ast.stmt)]
    return found


def imported_at_once(path: Path) -> set[str]:
    """Return the top names of what a module imports when it is imported itself."""
    statements = runs_at_import(tree(path))
    plain = {alias.name for node in statements if isinstance(node, ast.Import) for alias in node.names}
    sources = {node.module or "" for node in statements if isinstance(node, ast.ImportFrom)}
    return {name.split(".")[0] for name in plain | sources}


def test_no_module_imports_openai_when_it_is_imported() -> None:
    """`import openai` costs 0.7 s, so it stands inside the function that sends."""
    assert not [name_of(path) for path in modules() if "openai" in imported_at_once(path)]


def python(code: str) -> str:
    """Run Python code in a fresh interpreter and return what it printed."""
    return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT).stdout


HELP = """
import contextlib, io, sys
from gallery_build.cli import main
sys.argv = ["gallery-build", "--help"]
with contextlib.suppress(SystemExit), contextlib.redirect_stdout(io.StringIO()):
    main()
"""


def test_help_imports_nothing_heavy() -> None:
    """The door opens at once: `--help` loads no library that only buying, drawing or rendering needs."""
    loaded = python(f"{HELP}\nprint(*sys.modules)").split()

    assert not HEAVY.intersection(loaded)


def cpu(code: str) -> float:
    """Return the seconds of processor time that a fresh interpreter takes for some code."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    python(code)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def test_help_costs_little_more_than_click() -> None:
    """`--help` takes at most 2.2 times the processor time of importing click: the least of seven runs each, in turns."""
    runs = [(cpu(HELP), cpu("import click")) for _ in range(7)]
    door, click = (min(times) for times in zip(*runs, strict=True))

    assert door / click <= 2.2, f"{door:.3f} s against {click:.3f} s"


def test_every_module_says_what_it_is_for() -> None:
    """A file opens with a docstring whose first line says what it is for."""
    folders = [ROOT / name for name in ("gallery_build", "tests", "tools", "benchmarks")]
    silent = [path for folder in folders for path in folder.rglob("*.py") if not ast.get_docstring(tree(path))]

    assert not [str(path.relative_to(ROOT)) for path in silent]


def test_no_file_names_a_place_on_a_machine() -> None:
    """What git keeps works everywhere: no path of somebody's machine stands in it."""
    assert not [f"{name}: {match.group()}" for name, text in texts().items() for match in HOMES.finditer(text)]


def test_no_file_names_a_registry() -> None:
    """Where packages come from is the user's choice: no registry's address stands in what git keeps."""
    assert not [f"{name}: {match.group()}" for name, text in texts().items() for match in REGISTRIES.finditer(text)]


@pytest.mark.parametrize("path", sorted((ROOT / "requirements").glob("*.txt")), ids=lambda path: path.name)
def test_requirements_are_pinned_by_hash_and_name_no_place(path: Path) -> None:
    """Each requirement is one version proved by its hashes, from wherever the user's pip takes it."""
    text = path.read_text(encoding="utf-8")
    requirements = re.split(r"\n(?=[a-z])", re.sub(r"(?m)^ *#.*\n", "", text).rstrip())
    unproved = [
        one.split()[0] for one in requirements if not re.match(r"[a-z0-9-]+==\S+ ", one) or "--hash=" not in one
    ]

    places = re.findall(r"://|--(?:extra-)?index|--find-links|--trusted-host", text)

    assert not unproved + places
