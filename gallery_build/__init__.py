"""A static-site gallery generator for generated pictures."""

__version__ = "0.1.0"
