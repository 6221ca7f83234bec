"""What prompts are made from: names become pictures, pictures decide keys, and circles are told."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gallery_build.key import canonical_json, key_at, key_of
from gallery_build.model import Input, Prompt, Role
from gallery_build.order import in_order
from gallery_build.prompts.links import File, link
from tests.values import a_prompt, hex_of

A, B = File(hex_of("a")), File(hex_of("b"))
FOX = a_prompt("fox")


def linked(prompt: Prompt, *others: Prompt, **files: File) -> Prompt:
    """Return a prompt with its inputs; a file's name is its keyword with `.png`."""
    prompts, faults = link([prompt, *others], {f"{name}.png": file for name, file in files.items()})
    assert faults == []
    return prompts[0]


def faults(*prompts: Prompt, **files: File) -> list[str]:
    """Return what is wrong, hints on the same line."""
    _, found = link(prompts, {f"{name}.png": file for name, file in files.items()})
    return [str(fault).replace("\n  hint:", " |") for fault in found]


def edit(*references: str, **fields: object) -> Prompt:
    """Return a prompt that is made from others."""
    return a_prompt("edit", "A hat on it.", references=references, **fields)


def test_the_canonical_object_holds_what_proves_each_picture() -> None:
    """References are a list in their order; a mask and a varied picture stand alone; these bytes stay for ever."""
    one = linked(edit("a.png", "fox", mask="b.png", params={"extra_body": {"Seed": 7.5}}), FOX, a=A, b=B)
    expected = (
        '{"index":1,"mask":"3e23e8160039594a33894f6564e1b1348bbd7a0088d42c4acb73eeaed59c009d",'
        '"params":{"extra_body":{"Seed":"7.5"}},"recipe":1,"references":['
        '"ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb",'
        f'"{key_at(FOX, 1)}"],"text":"Ahatonit."}}'
    )
    assert expected == canonical_json(one.sent, one.params, index=1, inputs=one.inputs)
    varied = linked(a_prompt("v", sent="", variation_of="a.png"), a=A)
    expected = (
        '{"index":1,"recipe":1,"variation_of":"ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb"}'
    )
    assert expected == canonical_json(varied.sent, varied.params, index=1, inputs=varied.inputs)


def test_pinned_keys_of_edits_stay_for_ever() -> None:
    """These keys are in people's galleries, as those without pictures are."""
    inputs = [Input(Role.REFERENCE, "a.png", hex_of("a")), Input(Role.MASK, "b.png", hex_of("b"))]
    keys = [
        key_of("A hat on it.", {"size": "1024x1024"}, index=1, inputs=inputs),
        key_of("", {"model": "dall-e-2"}, index=2, inputs=[Input(Role.VARIED, "a.png", hex_of("a"))]),
        key_of("A fox.", {"extra_body": {"steps": 30, "Loras": [{"w": 0.50, "x": None}], "off": False}}, index=1),
    ]
    assert keys == [
        "460db127be856d479dafeffa4e29ca9ac3ac750b9590a6920095a4a285d02459",
        "bcb7082e7ee6bd7039f38b2b290a64f1d0b59f2a8f3a1a4580b05412b31db91c",
        "e149bf1aed8af39e59d2539cc2766e9ba57219fdee07b2f0fdafbcfc8fba43f6",
    ]


@settings(deadline=None)
@given(st.lists(st.sampled_from("abcde"), min_size=2, max_size=6), st.randoms())
def test_the_order_of_references_is_in_the_key(names: list[str], chance: object) -> None:
    """It is sent in that order, and the first is the one that a mask belongs to."""
    files = {name: File(hex_of(name)) for name in names}
    other = list(names)
    chance.shuffle(other)  # type: ignore[attr-defined]  # Hypothesis's own Random
    one, two = (linked(edit(*(f"{name}.png" for name in order)), **files) for order in (names, other))
    assert (key_at(one, 1) == key_at(two, 1)) == (names == other)


@settings(deadline=None)
@given(st.sampled_from(["references", "mask", "variation_of"]), st.binary(max_size=4), st.binary(max_size=4))
def test_a_file_counts_by_its_content_and_not_by_its_name(role: str, first: bytes, second: bytes) -> None:
    """Renaming or moving a picture costs nothing; another picture behind the same name is another recipe."""

    def key(name: str, content: bytes) -> str:
        named: dict[str, object] = {role: (name,) if role == "references" else name}
        beside: dict[str, object] = {"references": ("x.png",)} if role == "mask" else {}
        files = {name: File(hex_of(content.hex())), "x.png": A}
        (prompt,), _ = link([a_prompt("edit", "A hat.", **{**beside, **named})], files)
        return key_at(prompt, 1)

    assert key("a.png", first) == key("moved/b.webp", first)
    assert (key("a.png", first) == key("a.png", second)) == (first == second)


def test_another_prompt_counts_by_its_key() -> None:
    """Renaming the prompt costs nothing; another text of it asks for the edit anew."""
    before = key_at(linked(edit("fox"), FOX), 1)
    renamed = key_at(linked(edit("vixen"), replace(FOX, id="vixen", path="prompts/vixen.md")), 1)
    retold = key_at(linked(edit("fox"), a_prompt("fox", "A blue fox.")), 1)
    assert (before == renamed, before == retold) == (True, False)


def test_the_pick_of_the_other_prompt_decides() -> None:
    """What is shown first there is what is sent; without a pick the first image."""
    four = a_prompt("fox", n=4)
    proofs = [linked(edit("fox"), replace(four, pick=pick)).inputs[0].proof for pick in ((), (3, 1), (2,))]
    assert proofs == [key_at(four, 1), key_at(four, 3), key_at(four, 2)]


def test_a_change_goes_through_a_chain() -> None:
    """What is made from an edit changes with what the edit is made from."""
    chain = [a_prompt("c", "C.", references=("b",)), a_prompt("b", "B.", references=("a.png",))]
    keys = [key_at(link(chain, {"a.png": file})[0][0], 1) for file in (A, B)]
    assert keys[0] != keys[1]


def test_a_long_chain_needs_no_stack() -> None:
    """A thousand prompts that are made from each other are linked and put in order."""
    prompts = [a_prompt(f"p{n}", references=(f"p{n + 1}",)) for n in range(3000)] + [a_prompt("p3000")]
    linked_ones, found = link(prompts, {})
    assert (found, [prompt.id for prompt in in_order(linked_ones)][:2]) == ([], ["p3000", "p2999"])


def test_the_order_is_kept_where_nothing_needs_another() -> None:
    """Only what others are made from moves to the front."""
    prompts, _ = link([a_prompt("a"), a_prompt("b", references=("d",)), a_prompt("c"), a_prompt("d")], {})
    assert [prompt.id for prompt in in_order(prompts)] == ["a", "d", "b", "c"]


def test_a_circle_names_every_file_and_line() -> None:
    """Each prompt in it, in the order in which they are made from each other; those outside are still linked."""
    places = {"references": (3, 13)}
    circle = [
        a_prompt("b", references=("c",), places={"references": (4, 13)}),
        a_prompt("c", references=("a.png", "a"), places={"references.1": (2, 20)}),
        a_prompt("a", references=("b",), places=places),
    ]
    assert faults(*circle, FOX, a_prompt("z", references=("fox",)), a=A) == [
        "prompts/a.md:3:13: prompts are made from each other in a circle: prompts/a.md:3 → prompts/b.md:4 → prompts/c.md:2 → prompts/a.md:3 | let one of them begin"
    ]


def test_a_prompt_is_not_made_from_itself() -> None:
    """The shortest circle has words of its own."""
    own = a_prompt("a", variation_of="a", places={"variation_of": (2, 15)})
    assert faults(own) == ["prompts/a.md:2:15: is made from its own picture | name another prompt, or a file"]


def test_two_circles_are_told_at_once() -> None:
    """All that is wrong is said together."""
    pairs = [("a", "b"), ("b", "a"), ("c", "d"), ("d", "c")]
    assert len(faults(*(a_prompt(one, references=(other,)) for one, other in pairs))) == 2


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("foxx", 'references "foxx" names no prompt and no file of this gallery | did you mean "fox"?'),
        (
            "zzz.png",
            'references "zzz.png" names no prompt and no file of this gallery | a path counts from the gallery\'s own folder: pictures/fox.png',
        ),
        (
            "prompts/fox.md",
            'references "prompts/fox.md" names no prompt and no file of this gallery | write the prompt\'s id: "fox"',
        ),
        (
            "bad.png",
            'references "bad.png" cannot be read: it is reached through a symlink | put the picture itself into the gallery',
        ),
    ],
)
def test_a_name_that_stands_for_nothing_is_told(name: str, expected: str) -> None:
    """With its file, its line, and what was perhaps meant."""
    prompt = edit("fox", name, places={"references": (2, 1), "references.1": (2, 18)})
    bad = File(None, trouble="cannot be read: it is reached through a symlink")
    assert faults(prompt, FOX, bad=bad) == [f"prompts/edit.md:2:18: {expected}"]


def test_a_name_that_stands_for_two_things_is_a_fault() -> None:
    """A file without an ending may be called as a prompt is."""
    _, (fault,) = link([edit("fox"), FOX], {"fox": A})
    assert fault.message == 'references "fox" names both a file and the prompt in prompts/fox.md'
