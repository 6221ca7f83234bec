"""Care: what keeps a gallery in good order. Looks, and sends nothing."""
