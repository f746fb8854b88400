"""One run of the command: global options, the command itself, errors as words and exit codes."""

from __future__ import annotations

import os
import sys
import traceback

from publisher.cli import session as sessions
from publisher.cli import show
from publisher.cli.words import preferred_language, set_language
from publisher.model.errors import PublisherError, UsageError

INTERRUPTED = 130


def run(arguments: list[str]) -> int:
    """Run and give the exit code: 0 ok, 1 findings, 2 usage, 3 config, 4 source, 5 build, 6 tool, 130 stopped."""
    set_language(preferred_language())
    try:
        return _run(arguments)
    except PublisherError as error:
        show.error(error)
        _trace()
        return error.exit_code
    except KeyboardInterrupt:
        show.say("interrupted")
        return INTERRUPTED
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except RecursionError:
        show.error(PublisherError("B101", {"fragment": "", "reason": "RecursionError"}))
        _trace()
        return PublisherError.exit_code
    except Exception as error:
        show.error(PublisherError("B199", {"reason": f"{type(error).__name__}: {error}"[:300]}))
        _trace()
        return PublisherError.exit_code


def _trace() -> None:
    if sessions.current.verbose > 1:
        traceback.print_exc()


def _run(arguments: list[str]) -> int:
    session, rest = sessions.taken_out(arguments)
    set_language(preferred_language(session.lang))
    sessions.adopt(session)
    if session.directory:
        try:
            os.chdir(session.directory)
        except OSError as error:
            raise UsageError("U103", {"reason": f"-C {session.directory}: {error.strerror}"}) from error
    from typer import Exit

    from publisher.cli.app import NotUnderstood, application

    try:
        result = application()(rest or ["--help"], standalone_mode=False, prog_name="publisher")
    except Exit as stop:
        return int(stop.exit_code)
    except NotUnderstood as error:
        raise UsageError("U103", {"reason": error.format_message()}) from error
    return int(result or 0)
