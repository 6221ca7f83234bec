"""Who makes images."""
