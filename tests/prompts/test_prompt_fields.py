"""One file's fields and text: what is accepted, what it means, and what is said of everything else."""

from __future__ import annotations

import datetime as dt

import pytest

from gallery_build.config import Config, Defaults, Preset
from gallery_build.errors import FaultsError
from gallery_build.fields import PARAMS, RESERVED
from gallery_build.model import Prompt, SeriesText
from gallery_build.models import load_catalogue
from gallery_build.prompts import Draft, parse_prompt, parse_series

PRESETS = Config(
    path="gallery.toml",
    presets={
        "oil": Preset("oil", "Oil on canvas. ", "\nNo text.", {"model": "gpt-image-2", "quality": "high"}),
        "plain": Preset("plain", params={"size": "512x512"}),
    },
)


def _parse(text: str, path: str = "prompts/sea/harbour.md", config: Config = PRESETS) -> Prompt:
    return parse_prompt(Draft(path, text), config)


def _stated(front: str, body: str = "A fox.") -> Prompt:
    return _parse(f"---\n{front}\n---\n{body}\n")


def _faults(front: str, body: str = "A fox.") -> list[str]:
    """Return the faults of a prompt, without the file's name, hints on the same line."""
    with pytest.raises(FaultsError) as caught:
        _stated(front, body)
    return [str(f).removeprefix("prompts/sea/harbour.md:").replace("\n  hint:", " |") for f in caught.value.faults]


def test_a_wrong_field_hides_no_other_fault() -> None:
    """Text and preset are judged beside a wrong n; only what is picked of it cannot be."""
    told = _faults("n: 99\npick: 3\npreset: ink", "")
    assert [line.partition(" ")[2].split(" |")[0] for line in told] == [
        "n 99 is above 10",
        'preset "ink" is not in gallery.toml',
        "the prompt is empty",
    ]


def test_every_field_arrives() -> None:
    """All that a file can state about a prompt is in the Prompt."""
    prompt = _stated(
        """title: Harbour at dawn
alt: Boats
tags: [sea, morning]
date: 2026-05-24
updated: 2026-05-25T10:00:00Z
author: A. Painter
author_url: https://example.com/a
source: from a book
license: CC-BY-4.0
lang: pt-BR
draft: true
featured: true
order: -2
model: GPT-Image-2
size: 1536X1024
quality: Medium
background: opaque
output_format: webp
output_compression: 80
moderation: low
style: vivid
preset: plain
vars: {what: fox}
n: 3
take: 2
pick: [3, 1]
provider: openai
depicts: real-place
extra: {mood: [calm, 2]}""",
        "A {what}.\n\n<!-- notes -->\n*Painted.*",
    )
    expected = Prompt(
        id="sea/harbour",
        path="prompts/sea/harbour.md",
        text="A {what}.",
        sent="A fox.",
        params={
            "provider": "openai",
            "model": "GPT-Image-2",
            "size": "1536x1024",
            "quality": "medium",
            "background": "opaque",
            "output_format": "webp",
            "output_compression": 80,
            "moderation": "low",
            "style": "vivid",
        },
        title="Harbour at dawn",
        alt="Boats",
        tags=("sea", "morning"),
        date=dt.date(2026, 5, 24),
        updated=dt.date(2026, 5, 25),
        author="A. Painter",
        author_url="https://example.com/a",
        source="from a book",
        license="CC-BY-4.0",
        lang="pt-BR",
        draft=True,
        featured=True,
        order=-2,
        preset="plain",
        vars={"what": "fox"},
        n=3,
        take=2,
        pick=(3, 1),
        depicts="real-place",
        extra={"mood": ["calm", 2]},
        notes="*Painted.*",
        places=prompt.places,
    )
    assert expected == prompt


def test_pictures_are_named_one_or_several() -> None:
    """One name stands for a list of it, numbers are names, and what is empty names nothing."""
    one, two = _stated("references: fox\nmask: 1.png"), _stated("references: [2024, 07.png]")
    assert (one.references, one.mask, two.references) == (("fox",), "1.png", ("2024", "07.png"))
    assert _stated("references: ''\nmask: ''\nvariation_of:").references == ()


def test_a_variation_sends_no_words() -> None:
    """It needs none; what its file says is shown and kept out of what is sent."""
    wordless, wordy = _stated("variation_of: fox", ""), _stated("variation_of: fox", "A fox, otherwise.")
    assert (wordless.text, wordless.sent) == ("", "")
    assert (wordy.text, wordy.sent) == ("A fox, otherwise.", "")


def test_an_extra_body_stays_as_it_is_written() -> None:
    """What only a server knows is sent with its case and its numbers."""
    prompt = _stated(
        'extra_body: {seed: 7, cfg_scale: 7.50, negative_prompt: " Blur ", loras: [{Name: A}], off: false}'
    )
    expected = {"seed": 7, "cfg_scale": 7.5, "negative_prompt": " Blur ", "loras": [{"Name": "A"}], "off": False}
    assert expected == prompt.params["extra_body"]


def test_every_parameter_that_a_model_takes_is_reserved() -> None:
    """`extra_body` cannot reach what has a field of its own, or is never sent."""
    taken = {name for model in load_catalogue().models.values() for name in model.takes}
    assert not (taken | set(PARAMS) - {"extra_body"}) - RESERVED


def test_a_file_without_front_matter_is_a_prompt() -> None:
    """Words alone are enough; the title comes from the file's name."""
    prompt = _parse("A fox.", "prompts/my-first_fox.md")
    expected = ("my-first-fox", "My first fox", "A fox.", "A fox.", 0, 1, True)
    assert expected == (prompt.id, prompt.title, prompt.text, prompt.sent, len(prompt.params), prompt.n, prompt.bare)


@pytest.mark.parametrize(
    ("front", "field", "expected"),
    [
        ("title: 1984", "title", "1984"),
        ("title: 007", "title", "007"),
        ("title: true", "title", "true"),
        ("title: >\n  a\n  b", "title", "a b"),
        ("title:", "title", "Harbour"),
        ("title: ''", "title", "Harbour"),
        ("alt: 'a: b'", "alt", "a: b"),
        ("tags: sea, Morning ,", "tags", ("sea", "Morning")),
        ("tags: sea", "tags", ("sea",)),
        ("tags: 2024", "tags", ("2024",)),
        ("tags: [1984, 0.50, no]", "tags", ("1984", "0.50", "no")),
        ("tags: [Sea, sea, SEA]", "tags", ("Sea",)),
        ("tags: [a, null, true]", "tags", ("a", "null", "true")),
        ("tags: []", "tags", ()),
        ("tags:", "tags", ()),
        ("pick: 1", "pick", (1,)),
        ("n: 2\npick: 2", "pick", (2,)),
        ("lang: zh-Hant-TW", "lang", "zh-Hant-TW"),
        ("lang: es-419", "lang", "es-419"),
        ("lang: no", "lang", "no"),
        ("license: MIT OR (Apache-2.0 AND CC0-1.0)", "license", "MIT OR (Apache-2.0 AND CC0-1.0)"),
        ("license: LicenseRef-own", "license", "LicenseRef-own"),
        ("size: auto", "params", {"size": "auto"}),
        ("size: ''\nquality:", "params", {}),
        ("model: ' gpt-image-2 '", "params", {"model": "gpt-image-2"}),
        ("model: 4", "params", {"model": "4"}),
        ("model: black-forest-labs/FLUX.1", "params", {"model": "black-forest-labs/FLUX.1"}),
        ("size: 1x1\nmodel: m", "params", {"model": "m", "size": "1x1"}),
        ("preset: oil", "params", {"model": "gpt-image-2", "quality": "high"}),
        ("preset: oil\nquality: Low", "params", {"model": "gpt-image-2", "quality": "low"}),
        ("preset: oil", "sent", "Oil on canvas.\nA fox.\nNo text."),
        ("preset: oil", "text", "A fox."),
        ("preset: plain", "sent", "A fox."),
        ("prompt: |\n  A {bear}.\n\n  Two lines.", "text", "A {bear}.\n\nTwo lines."),
        ("prompt: 42", "text", "42"),
        ("prompt: A bear.", "notes", "A fox."),
        ("prompt: 'A bear. <!-- notes -->'", "text", "A bear. <!-- notes -->"),
        ("extra: {a: no, b: 1.5, c: null}", "extra", {"a": "no", "b": 1.5, "c": None}),
    ],
)
def test_what_people_write_is_read_as_they_mean_it(front: str, field: str, expected: object) -> None:
    """Numbers are text where text is meant, empty fields say nothing, one value stands for a list of it."""
    assert expected == getattr(_stated(front), field)


@pytest.mark.parametrize(
    ("front", "expected"),
    [
        ("titel: x", '2:1: unknown field "titel" | did you mean "title"?'),
        ("zzz:", '2:1: unknown field "zzz" | your own fields go below extra:'),
        ("matrix: {}", "2:9: matrix has no axis | name one, as model: [NAME, NAME]"),
        ("mask: x", "2:7: a mask without a picture to edit | name the picture that it belongs to in references"),
        (
            "variation_of: x\nreferences: y",
            "2:15: variation_of does not go with references | a variation is made from one picture and no words; an edit has references and words",
        ),
        (
            "references: [a.png, ../b.png]",
            '2:21: references.2 "../b.png" is not a path inside the gallery | leave out "." and ".."',
        ),
        (
            "references: /etc/a.png",
            '2:13: references.1 "/etc/a.png" is not a path inside the gallery | write it with /, from the gallery\'s folder',
        ),
        (
            "variation_of: C:\\a.png",
            '2:15: variation_of "C:\\a.png" is not a path inside the gallery | write it with /, from the gallery\'s folder',
        ),
        (
            "references: https://example.org/a.png",
            '2:13: references.1 "https://example.org/a.png" is an address | put the picture into the gallery, and write its path',
        ),
        (
            "references: .git/a.png",
            '2:13: references.1 ".git/a.png" leads into a dot folder | put the picture elsewhere',
        ),
        (
            "references: a//b.png",
            '2:13: references.1 "a//b.png" is not a path inside the gallery | leave out "." and ".."',
        ),
        (f"references: [{', '.join(17 * 'x')}]", "2:13: references (a list) has more than 16 items"),
        ("references: ['']", '2:14: references.1 "" names no picture | leave it out'),
        ("references: {a: b}", "2:13: references.1 (a map) is not text"),
        ("extra_body: [a]", "2:13: extra_body (a list) is not a map | write name: value, one on each line"),
        (
            "extra_body: {seed: 7, Size: 1x1}",
            '2:13: extra_body (a map) names "Size", a parameter of the Images API | extra_body is for what only your server knows',
        ),
        (
            'extra_body: {"image[]": x}',
            '2:13: extra_body (a map) names "image[]", a parameter of the Images API | extra_body is for what only your server knows',
        ),
        ("outputs: []", '2:1: "outputs" is not available yet'),
        ("api_key: x", '2:1: unknown field "api_key" | your own fields go below extra:'),
        ("title: [a]", "2:8: title (a list) is not text"),
        ("tags: {a: 1}", "2:7: tags (a map) is not a list"),
        ("tags: [a, [b]]", "2:11: tags.2 (a list) is not text"),
        ("date: tomorrow", '2:7: date "tomorrow" is not a date | write it as 2026-05-24'),
        ("date: 2026-02-30", '2:7: date "2026-02-30" is not a date | write it as 2026-05-24'),
        ("date: 20260230", '2:7: date "20260230" is not a date | write it as 2026-05-24'),
        (
            "author_url: example.com",
            '2:13: author_url "example.com" is not an address | write the whole of it: https://example.com/name',
        ),
        ("author_url: javascript:alert(1)", None),
        (
            "license: CC BY 4.0",
            '2:10: license "CC BY 4.0" is not an SPDX identifier | perhaps CC-BY-4.0; the list is at https://spdx.org/licenses/',
        ),
        ("lang: en_US", '2:7: lang "en_US" is not a language tag | write en-US'),
        ("lang: english please", None),
        ("draft: yes", '2:8: draft "yes" is neither true nor false'),
        ("featured: 1", "2:11: featured 1 is neither true nor false"),
        ("order: first", '2:8: order "first" is not a whole number'),
        ("order: 1.5", "2:8: order 1.5 is not a whole number"),
        ("model: [a]", "2:8: model (a list) is not text"),
        ("size: 1024×1024", '2:7: size "1024×1024" is not a size | write 1024x1024'),
        ("size: 1024 x 768", '2:7: size "1024 x 768" is not a size | write 1024x768'),
        ("size: big", '2:7: size "big" is not a size | write WIDTHxHEIGHT, as 1536x1024, or auto'),
        ("size: 1024", '2:7: size "1024" is not a size | write WIDTHxHEIGHT, as 1536x1024, or auto'),
        ("size: 0x1", '2:7: size "0x1" is not a size | write WIDTHxHEIGHT, as 1536x1024, or auto'),
        ("output_compression: 101", "2:21: output_compression 101 is above 100"),
        ("output_compression: -1", "2:21: output_compression -1 is below 0"),
        ("preset: oli", '2:9: preset "oli" is not in gallery.toml | did you mean "oil"?'),
        ("preset: zzz", '2:9: preset "zzz" is not in gallery.toml | presets are oil, plain'),
        ("vars: [a]", "2:7: vars (a list) is not a map | write name: value, one on each line"),
        ("vars: {a: [b]}", "2:11: vars.a (a list) is not text"),
        ("n: 0", "2:4: n 0 is below 1"),
        ("n: 11", "2:4: n 11 is above 10"),
        ("n: two", '2:4: n "two" is not a whole number'),
        ("n: true", "2:4: n true is not a whole number"),
        ("take: 0", "2:7: take 0 is below 1"),
        ("pick: 2", "2:7: pick 2 is beyond n: there is one image | set n: 2, or pick less"),
        ("n: 3\npick: [1, 4, 5]", "3:7: pick 4 is beyond n: there are 3 images | set n: 5, or pick less"),
        ("n: 3\npick: [1, 1]", "3:7: pick (a list) names an image twice"),
        ("pick: []", "2:7: pick (a list) has fewer than 1 items"),
        ("pick: [a]", '2:8: pick.1 "a" is not a whole number'),
        (
            "provider: a b",
            '2:11: provider "a b" is not the name of a provider | write openai, sketch or a name of your own config.toml',
        ),
        (
            "depicts: me",
            '2:10: depicts "me" is not one of its values | values are fictional, real-person, real-place or real-event',
        ),
        ("extra: x", '2:8: extra "x" is not a map | write name: value, one on each line'),
        ("prompt: [a]", "2:9: prompt (a list) is not text"),
        ("prompt: ' '", "2:9: the prompt is empty | write it below the front matter"),
    ],
)
def test_each_mistake_is_told_with_its_place_and_what_to_do(front: str, expected: str | None) -> None:
    """Field, value, what is wrong, what is accepted; the line and column are the value's."""
    (fault,) = _faults(front)
    assert fault.startswith("2:") if expected is None else expected == fault


def test_all_faults_of_a_file_are_told_at_once() -> None:
    """One run shows everything that is wrong with the fields, and that there is no prompt."""
    faults = _faults("titel: x\nn: 11\nsize: big\ndraft: no", " ")
    expected = ["2:1", "3:4", "4:7", "5:8", "7:1"]
    assert expected == [fault.partition(": ")[0] for fault in faults]


@pytest.mark.parametrize(
    "text", ["", "\n", "---\ntitle: x\n---\n", "---\ntitle: x\n---\n \u3000\n<!-- notes -->\nWords.", "---\n---"]
)
def test_an_empty_prompt_is_a_fault(text: str) -> None:
    """Nothing is bought for no words."""
    with pytest.raises(FaultsError) as caught:
        _parse(text)
    expected = ["the prompt is empty"]
    assert expected == [fault.message for fault in caught.value.faults]


@pytest.mark.parametrize(
    ("body", "text", "notes"),
    [
        ("  A fox.  \n", "A fox.", ""),
        ("\n\n  A\n    fox.\n\n", "A\n    fox.", ""),
        ("A fox.\n<!-- notes -->\nN", "A fox.", "N"),
        ("A fox.\n  <!--notes-->  \nN\n<!-- notes -->\nM", "A fox.", "N\n<!-- notes -->\nM"),
        ("A fox. <!-- notes --> B", "A fox. <!-- notes --> B", ""),
        ("A fox.\n<!-- NOTES -->\nB", "A fox.\n<!-- NOTES -->\nB", ""),
        ("A fox.\n---\nB\n***\n+++", "A fox.\n---\nB\n***\n+++", ""),
        (
            '{"a": {"b": "{{c}}"}, "d": "{argument name=\\"x\\" default=\\"y\\"}"}',
            '{"a": {"b": "{{c}}"}, "d": "{argument name=\\"x\\" default=\\"y\\"}"}',
            "",
        ),
        ("%s {0} {} ${x} <b>&amp;</b> \\n {% raw %}", "%s {0} {} ${x} <b>&amp;</b> \\n {% raw %}", ""),
        ("# Title\n| a | b |\n`code`\ttab", "# Title\n| a | b |\n`code`\ttab", ""),
    ],
)
def test_a_prompt_is_exactly_what_is_written(body: str, text: str, notes: str) -> None:
    """White space at both ends aside, the file's own characters are sent; a notes line ends the prompt."""
    prompt = _stated("title: x", body)
    assert (text, text, notes) == (prompt.text, prompt.sent, prompt.notes)


@pytest.mark.parametrize(
    ("stated", "body", "expected"),
    [
        ("{a: fox}", "A {a}, { a }, {b}, {{a}}.", "A fox, fox, {b}, {fox}."),
        ("{a: 0.50}", "{a}", "0.50"),
        ("{a: ''}", "A{a}.", "A."),
        ("{a: '{b}', b: x}", "{a} {b}", "{b} x"),
        ("{a: '\\1 \\g<0> $1'}", "{a}", "\\1 \\g<0> $1"),
        ("{}", 'A {argument name="who" default="fox"}.', "A fox."),
        ("{}", "A {who} {}.", "A {who} {}."),
        ("{who: bear}", 'A {argument name="who" default="fox"}.', "A bear."),
        ("{who: bear}", 'A {argument name="who"}.', "A bear."),
        ("{headline text: Hi}", '{"a": "{argument name=\\"headline text\\" default=\\"B {c}\\"}"}', '{"a": "Hi"}'),
        ("{}", '{"a": "{argument name=\\"headline text\\" default=\\"B {c}\\"}"}', '{"a": "B {c}"}'),
        ("{海: 山}", "A {海}.", "A 山."),
    ],
)
def test_vars_fill_placeholders_once(stated: str, body: str, expected: str) -> None:
    """Values go in as they are, in one pass; other braces stay; Raycast's defaults hold where nothing is stated."""
    assert expected == _stated(f"vars: {stated}", body).sent


def test_vars_do_not_reach_into_the_preset() -> None:
    """A preset's text is its own."""
    config = Config(presets={"p": Preset("p", "{a}", "{a}")})
    prompt = _parse("---\npreset: p\nvars: {a: fox}\n---\nA {a}.", config=config)
    expected = "{a}\nA fox.\n{a}"
    assert expected == prompt.sent


@pytest.mark.parametrize(
    ("stated", "body", "expected"),
    [
        ("{collor: red}", "A {color} fox.", '2:8: vars."collor" fills no placeholder | did you mean "color"?'),
        ("{zzz: red}", "A fox.", '2:8: vars."zzz" fills no placeholder | write {zzz} where it belongs'),
        ("{a: ' '}", "{a}", "2:7: the prompt is empty once vars is filled in"),
        ("{}", 'A {argument name="who"}.', '2:1: vars has no "who", and its placeholder no default'),
    ],
)
def test_vars_that_fit_nothing_are_faults(stated: str, body: str, expected: str) -> None:
    """A value without a placeholder is a typing mistake, and so is a placeholder without a value."""
    assert [expected] == _faults(f"vars: {stated}", body)


def test_parameters_stand_in_one_order() -> None:
    """Whoever states them, and in whichever order, parameters come in the same order."""
    config = Config(presets={"p": Preset("p", params={"style": "vivid", "quality": "low"})})
    prompt = _parse("---\nsize: 1x1\npreset: p\nmodel: m\n---\nA fox.", config=config)
    expected = [("model", "m"), ("size", "1x1"), ("quality", "low"), ("style", "vivid")]
    assert expected == list(prompt.params.items())


def test_the_gallerys_n_holds_where_the_file_states_none() -> None:
    """`[defaults] n` is how many images a prompt asks for."""
    config = Config(defaults=Defaults(n=4))
    prompt = _parse("---\npick: 4\n---\nA fox.", config=config)
    expected = (4, (4,))
    assert expected == (prompt.n, prompt.pick)


def test_places_are_kept_for_later_messages() -> None:
    """Whoever finds a size impossible can say where it stands; what a preset states stands nowhere in the file."""
    prompt = _stated("preset: oil\nsize: 1x1")
    expected = ((3, 7), (0, 0))
    assert expected == (prompt.place("size"), prompt.place("quality"))


def test_a_series_page_says_what_its_folder_is() -> None:
    """`_index.md` has a title, an order and a description."""
    series = parse_series(
        Draft("prompts/Sea/Deep/_index.md", "---\ntitle: The deep\norder: 2\n---\n*Dark.*\n"), Config()
    )
    assert SeriesText("sea/deep", "prompts/Sea/Deep/_index.md", "The deep", "*Dark.*", 2) == series


@pytest.mark.parametrize(
    ("path", "expected"), [("prompts/old_sea/_index.md", ("old-sea", "Old sea")), ("prompts/_index.md", ("", ""))]
)
def test_a_series_is_named_by_its_folder(path: str, expected: tuple[str, str]) -> None:
    """Without a title the folder's name is one."""
    series = parse_series(Draft(path, ""), Config())
    assert expected == (series.id, series.title)


def test_a_series_page_has_no_other_fields() -> None:
    """A model in `_index.md` would be believed to hold for the folder."""
    with pytest.raises(FaultsError) as caught:
        parse_series(Draft("prompts/sea/_index.md", "---\nmodel: x\n---\n"), Config())
    expected = ['unknown field "model"']
    assert expected == [fault.message for fault in caught.value.faults]
