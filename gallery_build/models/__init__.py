"""What each model accepts and costs, and when it retires."""

from __future__ import annotations

from gallery_build.models.additions import extend
from gallery_build.models.catalogue import Catalogue, load_catalogue
from gallery_build.models.check import check
from gallery_build.models.facts import Model, Objection, Prices
from gallery_build.models.price import BATCH_SHARE, cost, output_tokens, quote

__all__ = [
    "BATCH_SHARE",
    "Catalogue",
    "Model",
    "Objection",
    "Prices",
    "check",
    "cost",
    "extend",
    "load_catalogue",
    "output_tokens",
    "quote",
]
