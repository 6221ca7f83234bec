"""What gallery.toml may hold, and what it means; imports pydantic, so only `config.load_config` imports it."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Annotated, Any, Literal
from urllib.parse import urlsplit

from pydantic import AfterValidator, BeforeValidator, Field, StringConstraints, ValidationError

from gallery_build import config as c
from gallery_build.errors import FaultsError
from gallery_build.fields import (
    Address,
    Count,
    Fields,
    Language,
    License,
    Line,
    ParamFields,
    Provider,
    SortBy,
    faults_of,
    refuse,
)
from gallery_build.loopback import is_plainly_here
from gallery_build.model import Fault
from gallery_build.toml import MOST_FAULTS
from gallery_build.words import nearest, printable, shown

if TYPE_CHECKING:
    from collections.abc import Container, Mapping
    from pathlib import Path

    from gallery_build.toml import Place, Toml

OWN_CONFIG = "the environment, the command line or your own gallery-build/config.toml"

ELSEWHERE = {
    **dict.fromkeys(("api_key", "key", "token", "secret"), "OPENAI_API_KEY in the environment"),
    **dict.fromkeys(("endpoint", "base_url", "api_base"), "OPENAI_BASE_URL in the environment, or your own config"),
    **dict.fromkeys(
        ("max_cost", "cap"), "--max-cost or GALLERY_MAX_COST; a repository can only lower it, by [budget] per_build"
    ),
    **dict.fromkeys(("executor", "storage", "remote", "user_cap", "allow_unpriced", "spend"), OWN_CONFIG),
}
"""Keys that may not stand in a repository, and where they belong: a cloned gallery must not send money or keys anywhere."""


# ── the file's shape ─────────────────────────────────────────────────────────


def _final_slash(value: str) -> str:
    if not value:
        return value
    parts = urlsplit(value)
    if parts.query or parts.fragment or "@" in parts.netloc:
        raise refuse("is not the address of a site", "write it as https://example.com/gallery/")
    return value if value.endswith("/") else f"{value}/"


def _folder(value: str) -> str:
    folder = value.removesuffix("/")
    parts = folder.split("/")
    if not folder or "\\" in value or ":" in value or not value.isprintable() or value.startswith("/"):
        raise refuse("is not a folder inside the gallery", "write a relative path with /")
    if any(part in {"", ".", ".."} for part in parts):
        raise refuse("is not a folder inside the gallery", 'leave out "." and ".."')
    if any(part.startswith(".") for part in parts):
        raise refuse("is a dot folder", "choose a name that does not begin with a dot")
    return folder


def _money(value: object) -> object:
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        raise refuse("is not an amount in US dollars", "write it as 2.50")
    if not 0 <= value <= 1_000_000:  # noqa: PLR2004 - a million dollars a build is a typing mistake
        raise refuse("is not an amount from 0 to 1000000 US dollars")
    return Decimal(value)


def _ascending(value: list[int]) -> list[int]:
    if len(set(value)) < len(value):
        raise refuse("names a width twice")
    return sorted(value)


def _once(value: list[str]) -> list[str]:
    if len(set(value)) < len(value):
        raise refuse("names a format twice")
    return value


def _here(value: str) -> str:
    if not is_plainly_here(value):
        raise refuse(
            "is not an endpoint on this machine",
            "a repository may name http://127.0.0.1:8080/v1, localhost or [::1]; any other belongs in your own config.toml",
        )
    return value


def _new_name(value: str) -> str:
    if value in {"openai", "sketch"}:
        raise refuse("is a provider that is there already", "choose another name")
    return value


Folder = Annotated[str, AfterValidator(_folder)]
Dollars = Annotated[Decimal, BeforeValidator(_money)]
Width = Annotated[int, Field(ge=16, le=8192)]
Format = Literal["webp", "avif", "jpeg"]
Glob = Annotated[str, StringConstraints(min_length=1, max_length=200)]


class _Site(Fields):
    title: Line | None = None
    url: Annotated[Address, AfterValidator(_final_slash)] | None = None
    language: Language | None = None
    description: str | None = None
    author: Line | None = None
    license: License | None = None
    page_size: Annotated[int, Field(ge=1, le=1000)] | None = None
    sort: SortBy | None = None
    theme: Line | None = None
    feed: bool | None = None
    original: Literal["link", "omit"] | None = None
    ai_label: Line | None = None
    cost: bool | None = None
    footer: str | None = None
    ignore: Annotated[list[Glob], Field(max_length=100)] | None = None


class _Paths(Fields):
    prompts: Folder | None = None
    templates: Folder | None = None
    originals: Folder | None = None
    site: Folder | None = None


class _Defaults(ParamFields):
    n: Count | None = None


class _Budget(Fields):
    per_build: Dollars | None = None


class _Images(Fields):
    widths: Annotated[list[Width], Field(min_length=1, max_length=12), AfterValidator(_ascending)] | None = None
    formats: Annotated[list[Format], Field(min_length=1, max_length=3), AfterValidator(_once)] | None = None
    quality: Annotated[int, Field(ge=1, le=100)] | None = None


class _Preset(ParamFields):
    before: str = ""
    after: str = ""


class _Provider(Fields):
    base_url: Annotated[str, Field(max_length=2000), AfterValidator(_here)]


class _Run(Fields):
    jobs: Annotated[int, Field(ge=1, le=64)] | None = None
    images_per_minute: Annotated[int, Field(ge=1, le=100_000)] | None = None
    timeout: Annotated[int, Field(ge=1, le=7200)] | None = None


class _Document(Fields):
    site: _Site = _Site()
    paths: _Paths = _Paths()
    defaults: _Defaults = _Defaults()
    budget: _Budget = _Budget()
    images: _Images = _Images()
    presets: dict[str, _Preset] = Field(default_factory=dict)
    models: dict[str, dict[str, object]] = Field(default_factory=dict)
    providers: dict[Annotated[Provider, AfterValidator(_new_name)], _Provider] = Field(default_factory=dict)
    run: _Run = _Run()


_TABLES: Mapping[str, tuple[str, ...]] = {
    "": tuple(_Document.model_fields),
    "site": tuple(_Site.model_fields),
    "paths": tuple(_Paths.model_fields),
    "defaults": tuple(_Defaults.model_fields),
    "budget": tuple(_Budget.model_fields),
    "images": tuple(_Images.model_fields),
    "presets": tuple(_Preset.model_fields),
    "providers": tuple(_Provider.model_fields),
    "run": tuple(_Run.model_fields),
}


# ── from the file to Config ──────────────────────────────────────────────────


def config_of(toml: Toml, root: Path, path: str) -> c.Config:
    """Return the document as Config; raise FaultsError with everything that is wrong in it."""
    elsewhere = _belonging_elsewhere(toml, path)
    faults = list(elsewhere.values())
    try:
        document = _Document.model_validate(_without(toml.values, elsewhere))
    except ValidationError as error:
        errors = error.errors(include_url=False)
        faults += faults_of(errors, path, toml.places, lambda loc, hint: _unknown(loc, path, toml, hint=hint))
        raise FaultsError(faults[:MOST_FAULTS]) from None
    config = _config(document, path, toml.places)
    faults += c.folder_faults(config, root)
    if faults:
        raise FaultsError(faults[:MOST_FAULTS])
    return config


def _config(document: _Document, path: str, places: Mapping[str, Place]) -> c.Config:
    """Return the validated document as the frozen values that the rooms share."""
    return c.Config(
        path=path,
        site=c.Site(**_stated(document.site)),
        paths=c.Paths(**_stated(document.paths)),
        defaults=_defaults(document.defaults),
        budget=c.Budget(**_stated(document.budget)),
        images=c.Images(**_stated(document.images)),
        presets={name: c.Preset(name, p.before, p.after, p.stated()) for name, p in document.presets.items()},
        models=document.models,
        providers={name: provider.base_url for name, provider in document.providers.items()},
        run=c.Run(**_stated(document.run)),
        places=places,
    )


def _stated(table: Fields) -> dict[str, Any]:  # Any: each value has the type its field declares
    """Return the keys that the file states, lists as tuples."""
    stated = table.model_dump(exclude_none=True)
    return {name: tuple(value) if isinstance(value, list) else value for name, value in stated.items()}


def _defaults(stated: _Defaults) -> c.Defaults:
    """Return the gallery's defaults over ours."""
    ours = c.Defaults()
    params = {**ours.params, **stated.stated()}
    provider, model = params.pop("provider", ours.provider), params.pop("model", ours.model)
    return c.Defaults(str(provider), str(model), stated.n or ours.n, params)


# ── faults ───────────────────────────────────────────────────────────────────


def _belonging_elsewhere(toml: Toml, path: str) -> dict[tuple[str, ...], Fault]:
    """Return a fault, by the key's location, for everything that a repository may not say."""
    found: dict[tuple[str, ...], Fault] = {}
    for location in _locations(toml.values):
        home = _home(location)
        if home:
            name = ".".join(location)
            message = f'"{printable(name)}" may not stand in a repository'
            found[location] = Fault(path, message, *toml.keys.get(name, (0, 0)), f"it belongs in {home}")
    return found


def _home(location: tuple[str, ...]) -> str:
    """Return where a key belongs that may not stand in a repository; nothing for one that may."""
    table, *below = location
    if table in {"models", "presets", "providers"} and len(below) == 1:
        return ""  # a name that its author chose
    if table == "providers" and below:
        return "" if below == [below[0], "base_url"] else f"[providers.{printable(below[0])}] of your own config.toml"
    return ELSEWHERE.get(location[-1].lower().replace("-", "_"), "")


def _locations(values: Mapping[str, object], above: tuple[str, ...] = ()) -> list[tuple[str, ...]]:
    """Return the location of every key in the document's tables."""
    found: list[tuple[str, ...]] = []
    for name, value in values.items():
        found.append((*above, name))
        if isinstance(value, dict):
            found += _locations(value, (*above, name))
    return found


def _without(
    table: Mapping[str, object], named: Container[tuple[str, ...]], above: tuple[str, ...] = ()
) -> dict[str, object]:
    """Return the document without the keys that already have a fault; tables are at most 20 deep."""
    return {
        name: _without(value, named, (*above, name)) if isinstance(value, dict) else value
        for name, value in table.items()
        if (*above, name) not in named
    }


def _unknown(location: tuple[int | str, ...], path: str, toml: Toml, *, hint: bool) -> Fault:
    """Return the fault of a key that nobody knows."""
    *above, last = (str(part) for part in location)
    name, table = ".".join((*above, last)), above[0] if above else ""
    place = toml.keys.get(name, (0, 0))
    known = _TABLES.get(table, ())
    near = nearest(last, known) if hint else ""
    where = f"in [{printable('.'.join(above))}]" if above else "at the top"
    return Fault(path, f"unknown key {shown(last)} {where}", *place, near or f"known are {', '.join(known)}")
