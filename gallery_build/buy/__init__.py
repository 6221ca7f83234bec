"""The only wing that spends."""
