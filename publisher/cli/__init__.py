"""The command `publisher`: the only place that prints or exits."""

from __future__ import annotations

import sys
from collections.abc import Sequence


def main(argv: Sequence[str] | None = None) -> None:
    """Run the command line `argv` (default: that of the process) and exit with its code."""
    from publisher.cli.run import run

    sys.exit(run(list(sys.argv[1:] if argv is None else argv)))
