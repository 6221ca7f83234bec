"""The originals: precious, paid for, added and removed but never rewritten."""
