"""The command `publisher`: the only place that prints or exits."""

from __future__ import annotations

import gc
import sys
import warnings
from collections.abc import Sequence
from contextlib import suppress


def main(argv: Sequence[str] | None = None) -> None:
    """Run the command line `argv` (default: that of the process) and exit with its code."""
    gc.set_threshold(800_000, 20, 20)  # modules and books are made of objects that stay: nothing to look for so soon
    if not sys.warnoptions:  # libraries warn programmers; a user gets findings
        warnings.simplefilter("ignore")
    try:
        from publisher.cli.run import run

        code = run(list(sys.argv[1:] if argv is None else argv))
    except KeyboardInterrupt:  # Ctrl-C while the command itself is being loaded, or twice
        code = _INTERRUPTED
    if code == _INTERRUPTED or argv is None:
        _leave(code)
    sys.exit(code)


_INTERRUPTED = 130


def _leave(code: int) -> None:
    """End at once, all cleaned up: taking thousands of modules apart would need a tenth of a second. And a Ctrl-C
    that hit Python inside `exec` (every dataclass is born there) is remembered by it although it was handled: an
    ordinary exit would end in that signal instead of the code.
    """
    import atexit
    import os

    atexit._run_exitfuncs()
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError, ValueError):
            stream.flush()
    os._exit(code)
