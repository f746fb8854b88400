"""The line, multiplied: projects and editions, the store, renderers, events; also `fix` and `check` for single sources."""
