"""The compositions: one file for each kind of drawing, with `draw(press, subject)`."""
