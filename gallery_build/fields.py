"""What may stand in a field, at both doors where people write; imports pydantic, so only doors import it, and late."""

from __future__ import annotations

import math
import re
from decimal import Decimal
from typing import TYPE_CHECKING, Annotated, Literal
from urllib.parse import urlsplit

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field
from pydantic_core import PydanticCustomError

from gallery_build.key import spell
from gallery_build.model import Fault, ParamValue
from gallery_build.toml import MOST_FAULTS
from gallery_build.words import LONGEST_WORD, MOST_HINTS, printable, shown

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from pydantic_core import ErrorDetails

    from gallery_build.toml import Place

_SIZE = re.compile(r"[1-9][0-9]{0,4}x[1-9][0-9]{0,4}|auto", re.IGNORECASE)
_LOOSE_SIZE = re.compile(r"\s*([1-9][0-9]{0,4})\s*(?:[x×*:/, ]|by)\s*([1-9][0-9]{0,4})\s*(?:px)?\s*", re.IGNORECASE)
_LANGUAGE = re.compile(r"(?:[A-Za-z]{2,8}|[xi](?=-))(?:-[A-Za-z0-9]{1,8})*")
RESERVED = frozenset(
    {"model", "provider", "prompt", "n", "size", "quality", "style", "background", "output_format", "moderation"}
    | {"output_compression", "complexity", "input_fidelity", "response_format", "stream", "partial_images", "user"}
    | {"safety_identifier", "frame_count", "frame_duration_ms", "svg", "image", "images", "mask", "markup"}
)
"""Parameters of the Images API: each has a field of its own, or is never sent."""

_LICENSE = re.compile(r"\(*[A-Za-z0-9][A-Za-z0-9.+:-]*\)*(?: (?:AND|OR|WITH) \(*[A-Za-z0-9][A-Za-z0-9.+:-]*\)*)*")


class Fields(BaseModel):
    """Fields as people write them: no others, no conversions."""

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)


def refuse(problem: str, hint: str = "") -> PydanticCustomError:
    """Return what a validator raises: what is wrong, to be read after the field's name and value."""
    return PydanticCustomError("gallery", "{problem}", {"problem": problem, "hint": hint})


# ── the kinds of value ───────────────────────────────────────────────────────


def _one_line(value: str) -> str:
    return re.sub(r"\s*\n\s*", " ", value.strip())


def _word(value: str) -> str:
    word = value.strip()
    if "\n" in word or len(word) > LONGEST_WORD:
        raise refuse(f"is not a word of at most {LONGEST_WORD} characters")
    return word


def _size(value: str) -> str:
    size = value.strip()
    if not size or _SIZE.fullmatch(size):
        return size
    loose = _LOOSE_SIZE.fullmatch(size)
    raise refuse(
        "is not a size", f"write {loose[1]}x{loose[2]}" if loose else "write WIDTHxHEIGHT, as 1536x1024, or auto"
    )


def _address(value: str) -> str:
    address = value.strip()
    try:
        parts = urlsplit(address)
        good = parts.scheme in {"http", "https"} and bool(parts.hostname) and not re.search(r"[\s\\<>\"]", address)
    except ValueError:  # brackets of an IPv6 address that do not match
        good = False
    if address and not good:
        raise refuse("is not an address", "write the whole of it: https://example.com/name")
    return address


def _license(value: str) -> str:
    license_ = value.strip()
    if license_ and not _LICENSE.fullmatch(license_):
        joined = re.sub(r"[\s_/]+", "-", license_)
        near = f"perhaps {joined}" if _LICENSE.fullmatch(joined) else "as CC-BY-4.0 or MIT"
        raise refuse("is not an SPDX identifier", f"{near}; the list is at https://spdx.org/licenses/")
    return license_


def _language(value: str) -> str:
    language = value.strip()
    if language and not _LANGUAGE.fullmatch(language):
        joined = re.sub(r"[\s_]+", "-", language)
        raise refuse("is not a language tag", f"write {joined if _LANGUAGE.fullmatch(joined) else 'it as en or pt-BR'}")
    return language


def _provider(value: str) -> str:
    provider = value.strip()
    if provider and not re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9_-]{0,59}", provider):
        raise refuse("is not the name of a provider", "write openai, sketch or a name of your own config.toml")
    return provider


def _extra_body(value: dict[str, object]) -> dict[str, object]:
    """Return the map as JSON has it; servers written in Go read names in any case, so no spelling of ours gets past."""
    ours = [name for name in value if name.strip().lower().replace("-", "_").partition("[")[0] in RESERVED]
    if ours:
        name = printable(ours[0])[:LONGEST_WORD]
        raise refuse(f'names "{name}", a parameter of the Images API', "extra_body is for what only your server knows")
    return {name: _json(inner) for name, inner in value.items()}


def _json(value: object) -> object:
    if isinstance(value, dict):
        return {name: _json(inner) for name, inner in value.items()}
    if isinstance(value, list):
        return [_json(inner) for inner in value]
    if isinstance(value, float | Decimal) and not math.isfinite(number := float(value)):
        raise refuse(f"holds {number}, which is no number in JSON")
    if not isinstance(value, str | bool | int | float | Decimal | None):
        raise refuse("holds a date or a time", "put it in quotes")
    return float(value) if isinstance(value, Decimal) else value


Line = Annotated[str, AfterValidator(_one_line)]
"""Text that is shown on one line; line breaks become spaces."""
Word = Annotated[str, Field(max_length=2000), AfterValidator(_word)]
Size = Annotated[str, Field(max_length=2000), AfterValidator(_size)]
Address = Annotated[str, Field(max_length=2000), AfterValidator(_address)]
License = Annotated[str, Field(max_length=2000), AfterValidator(_license)]
Language = Annotated[str, Field(max_length=100), AfterValidator(_language)]
Provider = Annotated[str, Field(max_length=2000), AfterValidator(_provider)]
Count = Annotated[int, Field(ge=1, le=10)]
ExtraBody = Annotated[dict[str, object], AfterValidator(_extra_body)]


def listed(value: object) -> object:
    """Return one value as a list of it, so that `pick: 2` means `pick: [2]`."""
    return value if isinstance(value, list) else [value]


OneOrMore = BeforeValidator(listed)


class ParamFields(Fields):
    """The parameters of a request, wherever they may be stated."""

    provider: Provider | None = None
    model: Word | None = None
    size: Size | None = None
    quality: Word | None = None
    background: Word | None = None
    output_format: Word | None = None
    output_compression: Annotated[int, Field(ge=0, le=100)] | None = None
    moderation: Word | None = None
    style: Word | None = None
    complexity: Word | None = None
    input_fidelity: Word | None = None
    extra_body: ExtraBody | None = None

    def stated(self) -> dict[str, ParamValue]:
        """Return the parameters that are stated and not empty, each in its one spelling, in a fixed order.

        `extra_body` stays as it is written, for so it is sent.
        """
        given = {name: value for name in PARAMS if (value := getattr(self, name)) is not None}
        spelled = {name: value if isinstance(value, dict) else spell(name, value) for name, value in given.items()}
        return {name: value for name, value in spelled.items() if value not in ("", {})}

    def over(self, params: Mapping[str, ParamValue]) -> dict[str, ParamValue]:
        """Return what is stated here over what is stated elsewhere, in the same fixed order."""
        both = {**params, **self.stated()}
        return {name: both[name] for name in PARAMS if name in both}


PARAMS = tuple(ParamFields.model_fields)

SortBy = Literal["newest", "oldest", "title", "id"]
Depicts = Literal["fictional", "real-person", "real-place", "real-event"]


# ── pydantic's errors in our own words ───────────────────────────────────────

_PROBLEMS: dict[str, tuple[str, str]] = {
    "string_type": ("is not text", ""),
    "int_type": ("is not a whole number", ""),
    "bool_type": ("is neither true nor false", ""),
    "list_type": ("is not a list", ""),
    "dict_type": ("is not a map", "write name: value, one on each line"),
    "model_type": ("is not a table", "write [{name}] above its keys"),
    "string_too_long": ("is longer than {max_length} characters", ""),
    "greater_than_equal": ("is below {ge}", ""),
    "less_than_equal": ("is above {le}", ""),
    "literal_error": ("is not one of its values", "values are {expected}"),
    "too_short": ("has fewer than {min_length} items", ""),
    "too_long": ("has more than {max_length} items", ""),
    "missing": ("is missing", ""),
}


def faults_of(
    errors: Sequence[ErrorDetails],
    path: str,
    places: Mapping[str, Place],
    unknown: Callable[[tuple[int | str, ...], bool], Fault],
) -> list[Fault]:
    """Return pydantic's errors as faults; `unknown` words a key nobody knows, and is told whether to look for a near one."""
    faults: list[Fault] = []
    for number, error in enumerate(errors[:MOST_FAULTS]):
        if error["type"] == "extra_forbidden":
            faults.append(unknown(error["loc"], number < MOST_HINTS))
        else:
            faults.append(_fault_of(error, path, places))
    return faults


def _fault_of(error: ErrorDetails, path: str, places: Mapping[str, Place]) -> Fault:
    """Return one error as a fault: the field, the value, what is wrong with it, what to do."""
    context = {name: str(value).replace("'", "") for name, value in error.get("ctx", {}).items()}
    if error["type"] == "gallery":
        problem, hint = str(error["ctx"]["problem"]), str(error["ctx"]["hint"])
    else:
        problem, hint = _PROBLEMS.get(error["type"], (f"is not accepted: {error['msg'].lower()}", ""))
        problem, hint = (words.format(name=_shown_name(error["loc"]), **context) for words in (problem, hint))
    value = "" if error["type"] == "missing" else f" {shown(error['input'])}"
    return Fault(path, f"{_shown_name(error['loc'])}{value} {problem}", *_nearest_place(error["loc"], places), hint)


def _shown_name(location: tuple[int | str, ...]) -> str:
    """Return a field's dotted name; items count from 1, as people do."""
    return printable(".".join(str(part + 1) if isinstance(part, int) else part for part in location))[:LONGEST_WORD]


def _nearest_place(location: tuple[int | str, ...], places: Mapping[str, Place]) -> Place:
    """Return the place of the value, or of the closest thing around it that has one."""
    for length in range(len(location), 0, -1):
        place = places.get(".".join(str(part) for part in location[:length]))
        if place:
            return place
    return (0, 0)
