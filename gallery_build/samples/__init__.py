"""The files that `init` and `new` write, as they are written."""
