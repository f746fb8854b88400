"""The command `publisher`: the only place that prints or exits."""

from __future__ import annotations

import sys
import warnings
from collections.abc import Sequence


def main(argv: Sequence[str] | None = None) -> None:
    """Run the command line `argv` (default: that of the process) and exit with its code."""
    if not sys.warnoptions:  # libraries warn programmers; a user gets findings
        warnings.simplefilter("ignore")
    try:
        from publisher.cli.run import run

        code = run(list(sys.argv[1:] if argv is None else argv))
    except KeyboardInterrupt:  # Ctrl-C while the command itself is being loaded, or twice
        code = 130
    sys.exit(code)
