"""Makes a contact sheet of sketches for 24 different prompts, to be looked at."""

from __future__ import annotations

import argparse
from pathlib import Path

from PIL import Image

from gallery_build.sketch import choose, draw

PROMPTS = (
    "Harbour at dawn, fishing boats and gabled houses on the quay",
    "A fox in the snow, early light between birches",
    "A cup of coffee on a wooden table, steam in the morning sun",
    "City tram at night, wet tracks, warm windows",
    "茶室の朝、静かな光",
    "تلال خضراء بعد المطر",
    "Ein Leuchtturm im Sturm",
    "Une baleine sous la mer, rayons de lumière",
    "Retrato de una mujer con sombrero",
    "Космическая ракета летит к звёздам",
    "山の上の雪、湖の反射 富士山",
    "Un castello da fiaba sulla collina",
    "沙漠中的骆驼与落日",
    "An acoustic guitar leaning against the wall",
    "기차가 숲을 지나간다",
    "Ripe pears and cherries, botanical kitchen print",
    "A toy robot with round eyes",
    "Infographic poster: how a bee colony works",
    "A reading room with an armchair, a lamp and a tall window",
    "Owl on a branch under the moon",
    "Alte Landkarte mit Schatz",
    "बारिश में छाता",
    "Bisiklet ve yaz",
    "Seamless Bauhaus pattern with quarter circles",
)
"""Prompts as people write them, in several languages."""

GAP = 24


def main() -> None:
    """Write the contact sheet that the command line asks for."""
    parser = argparse.ArgumentParser(description="Make a contact sheet of sketches for 24 different prompts.")
    parser.add_argument("out", type=Path, metavar="OUT.png")
    parser.add_argument("--columns", type=int, default=6)
    parser.add_argument("--size", default="330x330", help="of one sketch, WIDTHxHEIGHT in pixels")
    options = parser.parse_args()
    width, height = (int(side) for side in options.size.split("x"))
    contact_sheet(options.columns, width, height).save(options.out)
    for number, words in enumerate(PROMPTS, start=1):
        choice = choose(words, key_of(number))
        print(f"{number:2} {choice.subject:10} {choice.palette:9} {words}")


def contact_sheet(columns: int, width: int, height: int) -> Image.Image:
    """Return all prompts' sketches in a grid, without captions."""
    rows = -(-len(PROMPTS) // columns)
    size = (GAP + columns * (width + GAP), GAP + rows * (height + GAP))
    sheet = Image.new("RGB", size, "#fbfbf9")
    for number, words in enumerate(PROMPTS, start=1):
        row, column = divmod(number - 1, columns)
        sketch = draw(words, key_of(number), width * 2, height * 2).resize((width, height), Image.Resampling.LANCZOS)
        sheet.paste(sketch, (GAP + column * (width + GAP), GAP + row * (height + GAP)))
    return sheet


def key_of(number: int) -> str:
    """Return a stand-in for a recipe's key."""
    return f"{number:064x}"


if __name__ == "__main__":
    main()
