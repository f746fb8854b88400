"""More than two hundred malformed documents: each is read cleanly or refused with one clear error, in bounds.

They are read in a child process whose memory is limited; what the heaviest one needs is measured there.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

LIMIT = 512 << 20
"""Bytes of memory; also the child's limit of data, so that a bomb would be a MemoryError."""

SLOWEST = 20.0
"""Seconds of processor time for one document."""

CHILD = """
import json, resource, sys, time
sys.path[:0] = sys.argv[1:4]
from publisher.readers import read
from publisher.model.errors import PublisherError
from malformed import documents
from fictions import book_of, written
resource.setrlimit(resource.RLIMIT_DATA, ({limit}, {limit}))
for name, data in documents():
    began = time.process_time()
    try:
        work = read(name, data).value
        said = "read"
    except PublisherError as error:
        said = error.code
    except BaseException as error:
        said = repr(error)[:200]
    with open("/proc/self/status") as status:  # getrusage also counts what the parent had when it forked
        peak = next(int(line.split()[1]) << 10 for line in status if line.startswith("VmHWM"))
    print(json.dumps([name, said, time.process_time() - began, peak]), flush=True)
"""


def test_each_is_read_or_refused() -> None:
    here = Path(__file__).resolve()
    folders = [str(here.parents[2]), str(here.parents[1]), str(here.parent)]
    child = [sys.executable, "-c", CHILD.format(limit=LIMIT), *folders]
    done = subprocess.run(child, capture_output=True, text=True, check=False, timeout=300)
    found = [json.loads(line) for line in done.stdout.splitlines()]
    assert done.returncode == 0, done.stderr[-2000:]
    assert len(found) >= 200
    assert [(name, said) for name, said, _, _ in found if said != "read" and not is_code(said)] == []
    assert [(name, seconds) for name, _, seconds, _ in found if seconds > SLOWEST] == []
    assert max(peak for *_, peak in found) < LIMIT
    assert len({name for name, *_ in found}) == len(found)
    refused = {said for _, said, _, _ in found} - {"read"}
    assert {"S109", "S113", "S120", "S121", "S122", "S123", "S124"} <= refused


def is_code(said: str) -> bool:
    return len(said) == 4 and said[0] == "S" and said[1:].isdigit()
