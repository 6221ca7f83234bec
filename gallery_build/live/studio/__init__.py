"""The studio: all images of a gallery side by side, to choose among them and ask again; for one person, on this machine."""
