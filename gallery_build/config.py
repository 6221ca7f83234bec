"""gallery.toml to Config: what a gallery says about itself, and what it may not say."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field, replace
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from gallery_build.errors import FaultsError, UsageError
from gallery_build.model import Fault
from gallery_build.slug import alike
from gallery_build.toml import Toml, read_toml

if TYPE_CHECKING:
    from collections.abc import Mapping
    from decimal import Decimal
    from pathlib import Path

    from gallery_build.model import ParamValue

FILE = "gallery.toml"
PROJECT_FILE = "pyproject.toml"
TABLE = "gallery-build"
"""The table of pyproject.toml: `[tool.gallery-build]`."""

LARGEST = 256 * 1024
"""Bytes of a configuration file."""


@dataclass(frozen=True, slots=True)
class Site:
    """`[site]`: what the visitor sees."""

    title: str = "Gallery"
    url: str = ""
    """The public address with a final `/`; empty when none is stated."""
    language: str = "en"
    description: str = ""
    """Markdown source."""
    author: str = ""
    license: str = ""
    page_size: int = 100
    sort: str = "newest"
    """`newest`, `oldest`, `title` or `id`; a prompt's own `order` comes first."""
    theme: str = "default"
    """A folder of `themes/` in the gallery's templates, or in those that are shipped."""
    feed: bool = True
    original: str = "link"
    """`link`: a byte-for-byte copy stands in the site; `omit`: none."""
    ai_label: str | None = None
    """None: as the interface's language says."""
    cost: bool = False
    """True where visitors are shown what pictures cost."""
    footer: str = ""
    """Markdown source."""
    ignore: tuple[str, ...] = ()
    """Globs of files below the prompts folder that are no prompts."""


@dataclass(frozen=True, slots=True)
class Paths:
    """`[paths]`: folders relative to the gallery, with `/`, inside it, through no symlink."""

    prompts: str = "prompts"
    templates: str = "templates"
    originals: str = "originals"
    site: str = "site"


@dataclass(frozen=True, slots=True)
class Defaults:
    """`[defaults]`: what is asked for where a prompt's own file says nothing. No part of any key."""

    provider: str = "openai"
    model: str = "gpt-image-2.5-flare"
    n: int = 1
    params: Mapping[str, ParamValue] = field(default_factory=lambda: {"size": "1024x1024", "quality": "medium"})
    """Everything else (size, quality, output_format, …), spelled by `key.spell`."""


@dataclass(frozen=True, slots=True)
class Budget:
    """`[budget]`: lowers the user's own cap, never raises it."""

    per_build: Decimal | None = None
    """US dollars; None where the gallery sets no limit."""


@dataclass(frozen=True, slots=True)
class Images:
    """`[images]`: the derivatives."""

    widths: tuple[int, ...] = (480, 960, 1600)
    """Pixels, ascending."""
    formats: tuple[str, ...] = ("webp",)
    """The first is preferred."""
    quality: int = 80


@dataclass(frozen=True, slots=True)
class Preset:
    """`[presets.NAME]`: named text and parameters that prompts may name."""

    name: str
    before: str = ""
    after: str = ""
    params: Mapping[str, ParamValue] = field(default_factory=dict)
    """Spelled by `key.spell`; provider and model among them when stated."""


@dataclass(frozen=True, slots=True)
class Run:
    """`[run]`: how hard the provider is asked."""

    jobs: int = 4
    images_per_minute: int | None = None
    """Never exceeded; None: as many as answers teach, beginning with 5."""
    timeout: int = 660
    """Seconds from the first byte of a request to the last of its answer."""


@dataclass(frozen=True, slots=True)
class Config:
    """All of a gallery's configuration, with defaults where it says nothing."""

    path: str = ""
    """`gallery.toml`, `pyproject.toml`, or empty where there is neither."""
    site: Site = field(default_factory=Site)
    paths: Paths = field(default_factory=Paths)
    defaults: Defaults = field(default_factory=Defaults)
    budget: Budget = field(default_factory=Budget)
    images: Images = field(default_factory=Images)
    presets: Mapping[str, Preset] = field(default_factory=dict)
    models: Mapping[str, Mapping[str, object]] = field(default_factory=dict)
    """`[models.NAME]` as written, floats as Decimal; the catalogue reads them."""
    providers: Mapping[str, str] = field(default_factory=dict)
    """`[providers.NAME]`: name → an endpoint on this machine, the only one that a repository may name."""
    run: Run = field(default_factory=Run)
    places: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    """Where each stated key stands, `images.widths` -> (line, column), for messages."""

    def with_provider(self, name: str) -> Config:
        """Return the configuration with another default provider; the same where none is named."""
        return replace(self, defaults=replace(self.defaults, provider=name)) if name else self

    def place(self, key: str) -> tuple[int, int]:
        """Return line and column of a stated key, or (0, 0) where the default holds."""
        return self.places.get(key, (0, 0))


def load_config(root: Path, file: Path | None = None) -> Config:
    """Read the gallery's configuration: `file`, else gallery.toml, else pyproject.toml, else all defaults.

    Raises FaultsError with everything that is wrong, UsageError where `file` is not there.
    """
    if file is not None:
        return _load(root, file, file.name if _inside(root, file) else str(file), chosen=True)
    for name in (FILE, PROJECT_FILE):
        if (root / name).is_file() or (root / name).is_symlink():
            return _load(root, root / name, name, chosen=False)
    return _checked(Config(), root)


def folder_faults(config: Config, root: Path) -> list[Fault]:
    """Return what is wrong with folders that are well spelled: shared, nested, or led elsewhere by a symlink."""
    faults: list[Fault] = []
    seen: dict[PurePosixPath, str] = {}
    for name, folder in asdict(config.paths).items():
        path, place = config.path or folder, config.place(f"paths.{name}")
        own = PurePosixPath(alike(folder))
        for other, other_name in seen.items():
            if own == other or own in other.parents or other in own.parents:
                message = f'paths.{name} "{folder}" and paths.{other_name} share a folder'
                faults.append(Fault(path, message, *place, "give each a folder of its own"))
        seen[own] = name
        if (root / folder).resolve() != root.resolve() / folder:
            message = f'paths.{name} "{folder}" is reached through a symlink'
            faults.append(Fault(path, message, *place, "put the folder itself into the gallery"))
    return faults


def _checked(config: Config, root: Path) -> Config:
    """Return the configuration of a gallery that states none, if its folders are its own."""
    if faults := folder_faults(config, root):
        raise FaultsError(faults)
    return config


def _load(root: Path, file: Path, name: str, *, chosen: bool) -> Config:
    """Read one file; only a person's own choice may lead through a symlink."""
    from gallery_build.config_file import config_of  # noqa: PLC0415 - pydantic is slow to import

    toml = read_toml(_text(file, name), name)
    if file.name == PROJECT_FILE:
        tool = toml.values.get("tool")
        if not isinstance(tool, dict) or TABLE not in tool:
            return _checked(Config(), root)
        toml = _below(toml, f"tool.{TABLE}", tool[TABLE])
    if file.is_symlink() and not chosen:
        raise FaultsError(
            [Fault(name, "the file is a symlink", hint="put the file itself here, or name it with --config")]
        )
    return config_of(toml, root, name)


def _below(toml: Toml, table: str, values: object) -> Toml:
    """Return one table of a document as a document of its own."""
    if not isinstance(values, dict):
        raise FaultsError([Fault(PROJECT_FILE, f"{table} is not a table", *toml.places.get(table, (0, 0)))])
    start = len(table) + 1
    places = {name[start:]: place for name, place in toml.places.items() if name.startswith(f"{table}.")}
    keys = {name[start:]: place for name, place in toml.keys.items() if name.startswith(f"{table}.")}
    return Toml(values, places, keys)


def _text(file: Path, name: str) -> str:
    """Return the file's text, without a byte order mark and with plain line ends."""
    try:
        with file.open("rb") as stream:
            content = stream.read(LARGEST + 1)
    except OSError as error:
        raise UsageError(f"cannot read {name}: {error.strerror or error}") from error
    if len(content) > LARGEST:
        raise FaultsError([Fault(name, f"the file is larger than {LARGEST // 1024} KiB")])
    try:
        return content.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise FaultsError([Fault(name, "the file is not UTF-8", line, hint="save it as UTF-8")]) from None


def _inside(root: Path, file: Path) -> bool:
    """Return whether the file stands directly in the gallery."""
    return file.absolute().parent == root.absolute()
