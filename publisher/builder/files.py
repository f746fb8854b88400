"""Files written whole or not at all."""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Mapping
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

from publisher.builder.paths import shown_path
from publisher.model.errors import BuildError


def write_whole(path: Path, data: bytes) -> None:
    """Write a file whole or not at all.

    Raises:
        BuildError: B105, the folder can't be written.
    """
    write_together({path: data})


def write_together(files: Mapping[Path, bytes]) -> None:
    """Write all files or none: into temporary files beside them, which are renamed when all are complete.

    A file that is there keeps its permissions; a symbolic link stays one, and the file it leads to is written.

    Raises:
        BuildError: B105, a folder can't be written or the disk is full.
    """
    ready: list[tuple[Path, Path]] = []
    path = Path()
    try:
        for path, data in files.items():
            real = Path(os.path.realpath(path))
            real.parent.mkdir(parents=True, exist_ok=True)
            temporary = real.with_name(f".{sha256(os.fsencode(real.name)).hexdigest()[:16]}.{os.getpid()}")
            ready.append((temporary, real))
            temporary.write_bytes(data)
            if real.is_dir():
                raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
            if real.exists():
                shutil.copymode(real, temporary)
        for temporary, path in ready:
            temporary.replace(path)
    except OSError as error:
        raise BuildError("B105", {"path": shown_path(path), "reason": error.strerror or str(error)}) from error
    finally:
        for temporary, _ in ready:
            with suppress(OSError):
                temporary.unlink(missing_ok=True)


def check_writable(folder: Path) -> None:
    """Find out before the work starts whether files can be written to `folder`; it is made when it is missing.

    Raises:
        BuildError: B105.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        probe = folder / f".write-{os.getpid()}"
        probe.touch()
        probe.unlink()
    except OSError as error:
        raise BuildError("B105", {"path": shown_path(folder), "reason": error.strerror or str(error)}) from error
