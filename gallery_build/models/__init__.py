"""What each model accepts and costs, and when it retires."""

from __future__ import annotations

from gallery_build.models.additions import extend
from gallery_build.models.catalogue import Catalogue, load_catalogue
from gallery_build.models.check import check
from gallery_build.models.facts import Model, Objection, Prices
from gallery_build.models.inputs import check_pictures, takes
from gallery_build.models.price import BATCH_SHARE, SKETCH, cost, output_tokens, quote
from gallery_build.models.sizes import parse_size
from gallery_build.models.translate import Translation, translate

__all__ = [
    "BATCH_SHARE",
    "SKETCH",
    "Catalogue",
    "Model",
    "Objection",
    "Prices",
    "Translation",
    "check",
    "check_pictures",
    "cost",
    "extend",
    "load_catalogue",
    "output_tokens",
    "parse_size",
    "quote",
    "takes",
    "translate",
]
