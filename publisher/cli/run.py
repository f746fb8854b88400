"""One run of the command: global options, the command itself, errors as words and exit codes."""

from __future__ import annotations

import errno
import os
import sys
import tempfile
import traceback
from io import TextIOWrapper

from publisher.cli import session as sessions
from publisher.cli import show
from publisher.cli.words import preferred_language, set_language, spoken
from publisher.model.errors import PublisherError, UsageError

INTERRUPTED = 130


def run(arguments: list[str]) -> int:
    """Run and give the exit code: 0 ok, 1 findings, 2 usage, 3 config, 4 source, 5 build, 6 tool, 130 stopped."""
    set_language(preferred_language())
    sessions.adopt(sessions.Session())
    _open_streams()
    try:
        return _finished(_guarded(arguments))
    except KeyboardInterrupt:
        show.say("interrupted")
        return INTERRUPTED
    except BrokenPipeError:  # the reader has seen enough: `publisher list rules | head`
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0


def _guarded(arguments: list[str]) -> int:
    try:
        return _run(arguments)
    except BrokenPipeError:
        raise
    except PublisherError as error:
        return _failed(error)
    except RecursionError:
        return _failed(PublisherError("B108"))
    except MemoryError:
        return _failed(PublisherError("B109"))
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EFBIG, errno.EDQUOT):
            where = error.filename or f"stdout, {tempfile.gettempdir()}"  # of these two nobody says the name
            return _failed(PublisherError("B105", {"path": where, "reason": error.strerror}))
        return _failed(PublisherError("B199", {"reason": f"{type(error).__name__}: {error}"[:300]}))
    except Exception as error:
        return _failed(PublisherError("B199", {"reason": f"{type(error).__name__}: {error}"[:300]}))


def _failed(error: PublisherError) -> int:
    show.error(error)
    if sessions.current.verbose > 1:
        traceback.print_exc()
    return error.exit_code


def _finished(code: int) -> int:
    """The code, once everything said has left the process.

    Raises:
        BrokenPipeError: nobody reads stdout any more.
    """
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        raise
    except OSError as error:  # /dev/full
        show.error(PublisherError("B105", {"path": "stdout", "reason": error.strerror or ""}))
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return PublisherError.exit_code
    return code


def _open_streams() -> None:
    """A closed stdin, stdout or stderr leads nowhere, and no locale is too small for what is said."""
    for number, name, mode in ((0, "stdin", "r"), (1, "stdout", "w"), (2, "stderr", "w")):
        if getattr(sys, name) is None:
            handle = os.open(os.devnull, os.O_RDWR)
            if handle != number:  # else the next file that is opened would get the number of a standard stream
                os.dup2(handle, number)
                os.close(handle)
            setattr(sys, name, os.fdopen(number, mode, encoding="utf-8"))
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def _run(arguments: list[str]) -> int:
    session, rest = sessions.taken_out(arguments)
    set_language(preferred_language(session.lang))
    sessions.adopt(session)
    _enter(session.directory)
    from typer import Abort, Exit

    from publisher.cli.app import NotUnderstood, application

    try:
        result = application()(rest or ["--help"], standalone_mode=False, prog_name="publisher")
    except (Exit, Abort) as stop:
        result = getattr(stop, "exit_code", INTERRUPTED)
    except SystemExit as stop:  # typer's way with a reader that has gone
        raise BrokenPipeError from stop
    except NotUnderstood as error:
        raise UsageError("U103", {"reason": spoken(error.format_message()).rstrip(".")}) from error
    if result == INTERRUPTED:  # typer turns Ctrl-C into an exit
        raise KeyboardInterrupt
    return int(result or 0)


def _enter(directory: str) -> None:
    """Go where -C says.

    Raises:
        UsageError: U112, no such folder, or the current one was deleted.
    """
    try:
        if directory:
            os.chdir(directory)
        os.getcwd()  # noqa: PTH109  Path.cwd() is the same call
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise UsageError("U112", {"path": directory or ".", "reason": reason}) from error
