"""Cyrillic publishing: source texts in, print-ready PDF and EPUB out.

`publisher/pipeline.py` is the whole line on one screen; the folders beside it are its stages.
"""

__version__ = "0.1.0"
