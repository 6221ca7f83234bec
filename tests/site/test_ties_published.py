"""What hangs nearby among prompts as people publish them, as it was judged by reading them."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from gallery_build.site.likeness import features_of
from gallery_build.site.pages.nearby import NEARBY
from gallery_build.site.ties import Ties
from tests.site.values import exhibit, prompt

REAL = Path(__file__).resolve().parents[3] / "shared/real-prompts/awesome-gpt4o-images"

JUDGED = {
    "14-en-One-Piece-Themed-Figure-Creation": "24-en-Funko-Pop-Figure-Creation",
    "33-en-Family-Wedding-Photo-(Q-version)": "4-en-3D-Chibi-Chinese-Wedding-Scene",
    "41-en-Miniature-Three-dimensional-Scene-Presentation": "71-en-Miniature-Cyberpunk-Tilt-Shift-Landscape",
    "47-en-ESC-Keycap-Miniature-Diorama": "90-en-Branded-Mechanical-Keycaps",
    "5-en-Ghibli-Style": "18-en-Pixar-3D-Style",
    "52-en-Paper-Craft-Style-Emoji-Icon": "89-en-Chrome-Emoji-Pin",
    "77-en-Story-Scene-in-Crystal-Ball": "42-en-3D-Q-version-Couple-Snow-Globe",
    "82-en-Signature-City-Weather-Forecast": "79-en-Lego-Cityscape-(Shanghai-Bund)",
    "93-en-Glass-Retexturing": "78-en-Glass-Retexturing",
}
"""A prompt, and one that a person would hang beside it."""


def test_published_prompts_hang_beside_their_like() -> None:
    """Figures by figures, keycaps by keycaps, weddings by weddings, whatever else their long prompts say."""
    if not REAL.is_dir():
        pytest.skip("left out: the collections of real prompts are not beside this repository")
    features = {}
    for file in REAL.glob("*.md"):
        _, front, text = file.read_text(encoding="utf-8").split("---\n", 2)
        features[file.stem] = features_of(exhibit(prompt(file.stem, text, title=yaml.safe_load(front)["title"])))
    ties = Ties(NEARBY)
    ties.follow(features)
    assert not [name for name, like in JUDGED.items() if like not in ties.closest(name)]
