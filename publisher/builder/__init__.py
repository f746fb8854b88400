"""The line, multiplied: projects, editions, store, renderers, events; `fix` and `check` for single sources."""
