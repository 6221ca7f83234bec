"""Markdown in, prompts out."""
