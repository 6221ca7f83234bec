"""What servers say of their limits."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gallery_build.buy.limits import UNSAID, Limits, read_limits, read_patience, seconds_of

OPENAI = "Rate limit reached for gpt-image-2 in organization org-x on {} per min{}: Limit {}, Used 5, Requested 1. Please try again in 12s."


@pytest.mark.parametrize(
    ("headers", "message", "limits"),
    [
        ({}, OPENAI.format("input-images", "", "5"), Limits(5, pictures=True)),
        ({}, OPENAI.format("images", "", "1,000"), Limits(1000, pictures=True)),
        ({}, OPENAI.format("requests", " (RPM)", "3"), Limits(3)),
        ({}, OPENAI.format("tokens", " (TPM)", "100000"), UNSAID),
        ({}, "Rate limit reached on requests per day (RPD): Limit 200, Used 200.", UNSAID),
        ({}, "slow down", UNSAID),
        (
            {"x-ratelimit-limit-images": "20", "x-ratelimit-remaining-images": "0"},
            "",
            Limits(20, pictures=True, left=0),
        ),
        (
            {
                "x-ratelimit-limit-requests": "500",
                "x-ratelimit-limit-images": "5",
                "x-ratelimit-remaining-requests": "7",
            },
            "",
            Limits(5, pictures=True, left=7),
        ),
        ({"x-ratelimit-limit-requests": "many", "x-ratelimit-limit-tokens": "5"}, "", UNSAID),
    ],
)
def test_limits_are_read_in_headers_and_in_words(headers: dict[str, str], message: str, limits: Limits) -> None:
    """Pictures and requests of a minute count, and the lower of them; tokens and days are no measure."""
    assert read_limits(headers, message) == limits


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("12", 12.0),
        ("12s", 12.0),
        ("500ms", 0.5),
        ("6m0s", 360.0),
        ("1h2m3.5s", 3723.5),
        ("26 seconds", 26.0),
        ("1 minute", 60.0),
        ("", None),
        ("soon", None),
        ("5 parsecs", None),
        ("-3", None),
        ("1e9", None),
    ],
)
def test_lengths_of_time_are_read_in_every_spelling(text: str, seconds: float | None) -> None:
    """Plain seconds, units in a row, words."""
    assert seconds_of(text) == seconds


@given(
    st.text(),
    st.dictionaries(st.sampled_from(["retry-after", "retry-after-ms", "date", "x-ratelimit-limit-images"]), st.text()),
)
def test_nothing_breaks_the_readers(message: str, headers: dict[str, str]) -> None:
    """Whatever a server writes, limits are whole numbers and patience is never negative."""
    assert (read_limits(headers, message).most or 0) >= 0
    assert (read_patience(headers, message) or 0.0) >= 0.0
