"""Books and layouts in, everything a writer needs out."""
