"""The options that every command takes, before its name or after it, and what they say together."""

from __future__ import annotations

import os
import sys
from contextvars import ContextVar
from dataclasses import dataclass
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from collections.abc import Callable

Function = TypeVar("Function", bound="Callable[..., Any]")

USUAL = 80
"""Columns of a terminal that does not say how many it has."""

COLOR: ContextVar[str] = ContextVar("color", default="auto")
"""What `--color` says; errors are said when no command runs any more."""


@dataclass(slots=True)
class Settings:
    """What the common options say. Filled while the command line is parsed, then only read."""

    root: Path = Path()
    config_file: Path | None = None
    quiet: bool = False
    verbose: bool = False
    json: bool = False

    @property
    def interactive(self) -> bool:
        """Tell whether somebody can be asked: a terminal at both ends, and no machine that only looks like one."""
        return sys.stdin.isatty() and sys.stderr.isatty() and not self.json and not os.environ.get("CI")

    @property
    def lively(self) -> bool:
        """Tell whether a line may be drawn over: a terminal that can, and nobody who asked for quiet."""
        return sys.stderr.isatty() and os.environ.get("TERM") != "dumb" and not (self.quiet or self.json)


def colored(stream: IO[str]) -> bool:
    """Tell whether a stream may have colours: the flag, then NO_COLOR, FORCE_COLOR, TERM, then whether it is a terminal."""
    if COLOR.get() != "auto":
        return COLOR.get() == "always"
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR"):
        return True
    return os.environ.get("TERM") != "dumb" and stream.isatty()


def columns(stream: IO[str]) -> int:
    """Return how many columns a stream's lines may take: COLUMNS, or the terminal's; 0 in a pipe, where they stay whole."""
    stated = os.environ.get("COLUMNS", "")
    if stated.isdecimal():
        return int(stated)
    if not stream.isatty():
        return 0
    try:
        return os.get_terminal_size(stream.fileno()).columns or USUAL
    except OSError:
        return USUAL


def settings() -> Settings:
    """Return what the common options of the running command say."""
    return _settings(click.get_current_context())


def common(function: Function) -> Function:
    """Add the common options to a command."""
    for option in reversed(_OPTIONS):
        function = option(function)
    return function


def _settings(ctx: click.Context) -> Settings:
    found = ctx.find_root().ensure_object(Settings)
    assert isinstance(found, Settings)
    return found


def _keep(ctx: click.Context, param: click.Parameter, value: object) -> None:
    """Keep an option where it was given; one that was not given after the command does not undo one before it."""
    source = ctx.get_parameter_source(str(param.name))
    if source not in {click.core.ParameterSource.DEFAULT, None}:
        setattr(_settings(ctx), str(param.name), value)


def _keep_color(ctx: click.Context, param: click.Parameter, value: str) -> None:
    source = ctx.get_parameter_source(str(param.name))
    if source not in {click.core.ParameterSource.DEFAULT, None}:
        COLOR.set(value)


def _option(*names: str, **attributes: Any) -> Callable[[Function], Function]:  # noqa: ANN401  # click's own
    return click.option(*names, expose_value=False, callback=_keep, **attributes)


_OPTIONS = (
    _option(
        "-C",
        "root",
        metavar="DIR",
        type=click.Path(exists=True, file_okay=False, path_type=Path),
        help="Run as if started in DIR.",
    ),
    _option(
        "--config",
        "config_file",
        metavar="FILE",
        type=click.Path(exists=True, dir_okay=False, resolve_path=True, path_type=Path),
        help="Read FILE instead of gallery.toml.",
    ),
    _option("-q", "--quiet", is_flag=True, help="Say only what is wrong."),
    _option("-v", "--verbose", is_flag=True, help="Say more."),
    click.option(
        "--color",
        type=click.Choice(["auto", "always", "never"]),
        default="auto",
        help="When to use colours.",
        expose_value=False,
        callback=_keep_color,
    ),
    _option("--json", is_flag=True, help="Print one JSON document on standard output."),
)
