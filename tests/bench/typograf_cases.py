"""typograf's own test cases as data: how many come out of ours as typograf wants them, and why the others do not.

    .venv/bin/python tests/bench/typograf_cases.py FOLDER [--peer NAME=COMMAND …] [--show CLASS]

FOLDER is a checkout of typograf's repository; nothing of it is kept here. The cases for Russian and for all languages
are read out of its `*.test.ts` by Node. A PEER is a command that takes a JSON list of texts and gives the list of
results, as `run.py NAME --json` of the typography-bench tool does. All kinds of space count as one, so does a
non-breaking hyphen as a hyphen. Most cases were written for one rule alone with all others off: whatever else a whole
typographer does to them counts as a difference; `typograf_classes.py` says why ours differ. Exit code 1: ours is wrong.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
from collections import Counter
from collections.abc import Sequence

from typograf_classes import WRONG, Case, class_of, folded
from typography import installed_typograf

from publisher.typography import clean_text

EXTRACT = r"""
const fs = require('fs'), path = require('path'), vm = require('vm');
const root = process.argv[1], cases = [];
function walk(folder) {
  for (const entry of fs.readdirSync(folder, { withFileTypes: true })) {
    const name = path.join(folder, entry.name);
    if (entry.isDirectory()) walk(name);
    else if (name.endsWith('.test.ts')) read(name);
  }
}
function read(name) {
  const source = fs.readFileSync(name, 'utf8').replace(/^import[^;]*;$/gm, '')
    .replace(/(const|let)\s+(\w+)\s*:\s*[\w\[\]<>,\s]+?=/g, '$1 $2 =');
  const put = (rule, items, shared, usual) => {
    for (const [before, after, own] of items) {
      const { locale = usual } = { ...shared, ...own };
      cases.push({ rule, before, after, locale: [].concat(locale) });
    }
  };
  const globals = { describe() {}, it() {}, typografInnerRuleTest() {},
    typografRuleTest: ([rule, items, shared]) => put(rule, items, shared, 'ru'),
    typografTest: (title, items, shared) => put('texts', items, shared, ['ru', 'en-US']) };
  try { vm.runInNewContext(source, globals); } catch (error) { if (error.name !== 'ReferenceError') throw error; }
}
['src', 'test'].forEach(part => walk(path.join(root, part)));
process.stdout.write(JSON.stringify(cases));
"""

WHOLE = r"""
const Typograf = require('typograf');
const typograf = new Typograf({ locale: ['ru', 'en-US'] });
const texts = JSON.parse(require('fs').readFileSync(0, 'utf8'));
process.stdout.write(JSON.stringify(texts.map(text => typograf.execute(text))));
"""


def extracted(folder: str) -> list[Case]:
    """The cases whose locale takes in Russian. Those of rules for other languages and of the program's API are not."""
    answer = subprocess.run(["node", "-e", EXTRACT, folder], check=True, capture_output=True, text=True).stdout
    return [
        Case(found["rule"], found["before"], found["after"])
        for found in json.loads(answer)
        if "ru" in found["locale"] and not found["rule"].startswith("en-")
    ]


def typograf(texts: Sequence[str]) -> list[str]:
    """What typograf itself makes of the texts with its usual rules on."""
    environment = {**os.environ, "NODE_PATH": str(installed_typograf())}
    return asked(["node", "-e", WHOLE], texts, environment)


def asked(command: Sequence[str] | str, texts: Sequence[str], environment: dict[str, str] | None = None) -> list[str]:
    """A JSON list of texts through a command."""
    shell = isinstance(command, str)
    done = subprocess.run(
        command, shell=shell, env=environment, input=json.dumps(texts), check=True, capture_output=True, text=True
    )
    answer: list[str] = json.loads(done.stdout)
    return answer


def ours(case: Case) -> str:
    return clean_text(case.before, markup="html" if case.has_markup else "text").text


def peers(named: Sequence[str], texts: Sequence[str]) -> dict[str, list[str]]:
    return {name: asked(command, texts) for name, _, command in (peer.partition("=") for peer in named)}


def passes(cases: Sequence[Case], results: dict[str, list[str]]) -> None:
    """Print how many cases of each group every tool passes."""
    count = {tool: Counter[str]() for tool in results}
    for tool, found in results.items():
        for case, result in zip(cases, found, strict=True):
            count[tool][case.group] += folded(result) == folded(case.after)
    groups = Counter(case.group for case in cases)
    print(f"| cases | number | {' | '.join(results)} |\n|---|---|{'---|' * len(results)}")
    for group, number in sorted(groups.items()):
        print(f"| {group} | {number} | {' | '.join(str(count[tool][group]) for tool in results)} |")
    print(f"| all | {len(cases)} | {' | '.join(str(count[tool].total()) for tool in results)} |")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder")
    parser.add_argument("--peer", action="append", default=[], metavar="NAME=COMMAND")
    parser.add_argument("--show", metavar="CLASS", help="beginning of the name of a class whose cases are printed")
    options = parser.parse_args()
    cases = extracted(options.folder)
    if not cases:
        parser.error(f"no test cases below {options.folder}")
    texts = [case.before for case in cases]
    results = {"ours": [ours(case) for case in cases], "typograf": typograf(texts), **peers(options.peer, texts)}
    passes(cases, results)
    classes = [
        class_of(case, mine, again, its)
        for case, mine, its in zip(cases, results["ours"], results["typograf"], strict=True)
        for again in [ours(Case(case.rule, case.after, case.after))]
    ]
    print("\n| class | cases |\n|---|---|")
    for name, number in sorted(Counter(classes).items()):
        print(f"| {name} | {number} |")
    for case, mine, its, name in zip(cases, results["ours"], results["typograf"], classes, strict=True):
        if options.show and name.startswith(options.show):
            print(f"\n{name}: {case.rule} {case.key}\n  before   {case.before!r}\n  wanted   {case.after!r}")
            print(f"  typograf {its!r}\n  ours     {mine!r}")
    return int(WRONG in classes)


if __name__ == "__main__":
    sys.exit(main())
