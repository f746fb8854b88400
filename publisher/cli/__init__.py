"""The command `publisher`: the only place that prints or exits."""

from __future__ import annotations

import sys
from collections.abc import Sequence


def main(argv: Sequence[str] | None = None) -> None:
    """Run the command line `argv` (default: that of the process) and exit with its code."""
    try:
        from publisher.cli.run import run

        code = run(list(sys.argv[1:] if argv is None else argv))
    except KeyboardInterrupt:  # Ctrl-C while the command itself is being loaded, or twice
        code = 130
    sys.exit(code)
