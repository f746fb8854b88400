"""Is this e-book fit for readers and stores? `probes` read facts, `checks/` judge them, `lint` tells."""

from publisher.lint.checks import CHECKS, FAMILIES, STORES
from publisher.lint.lint import Manuscript, lint
from publisher.lint.lossless import Passage

__all__ = ["CHECKS", "FAMILIES", "STORES", "Manuscript", "Passage", "lint"]
