"""Words and key to pixels: the local stand-in for an image that is not there. Pure."""
