"""A fake Images API that charges: real HTTP on a loopback port, and a ledger that is the oracle for what was paid."""

from tests.fake_api.api import FakeAPI
from tests.fake_api.ledger import Charge, Post, read_ledger, read_posts
from tests.fake_api.pictures import digest_of, number_in, prompt_digest_in

__all__ = [
    "Charge",
    "FakeAPI",
    "Post",
    "digest_of",
    "number_in",
    "prompt_digest_in",
    "read_ledger",
    "read_posts",
]
