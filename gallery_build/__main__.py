"""Lets `python -m gallery_build` do what `gallery-build` does."""

from gallery_build.cli import main

if __name__ == "__main__":
    main()
