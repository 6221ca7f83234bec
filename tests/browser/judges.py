"""The programs that judge pages: axe, html-validate and Lighthouse, as `make test` installs them into .tools."""

from __future__ import annotations

import json
import os
import subprocess
import tempfile
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from tests.browser.watched import QUIET, executable

if TYPE_CHECKING:
    from playwright.sync_api import Page

ROOT = Path(__file__).resolve().parents[2]
MODULES = ROOT / ".tools" / "node_modules"
NODE = MODULES / "node" / "bin" / "node"
RULES = Path(__file__).with_name(".htmlvalidate.mjs")

STANDARDS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
CATEGORIES = ("accessibility", "best-practices", "seo")

AXE = """async standards => {
  const result = await axe.run(document, {runOnly: {type: 'tag', values: standards}});
  return result.violations.flatMap(rule => rule.nodes.map(
    node => `${rule.id}: ${node.target.join(' ')}: ${node.failureSummary.replaceAll('\\n', ' ')}`));
}"""


@cache
def axe_source() -> str:
    """Return axe's own script, as it is injected into a page."""
    return (MODULES / "axe-core" / "axe.min.js").read_text(encoding="utf-8")


def axe_violations(page: Page) -> list[str]:
    """Run axe on the page as it stands; one line for each element that breaks a rule of WCAG 2.2 AA or good practice."""
    page.evaluate(axe_source())
    found: list[str] = page.evaluate(AXE, list(STANDARDS))
    return found


def html_errors(folder: Path) -> list[str]:
    """Validate every page below a folder; one line for each error."""
    with tempfile.TemporaryDirectory() as scratch:
        answer = Path(scratch) / "answer.json"  # a pipe would lose what is long
        validator = MODULES / "html-validate/bin/html-validate.mjs"
        formatter = f"--formatter=json={answer}"
        printed([str(NODE), str(validator), f"--config={RULES}", formatter, str(folder)], codes=(0, 1))
        pages = json.loads(answer.read_text(encoding="utf-8"))
    return [
        f"{Path(page['filePath']).relative_to(folder)}:{error['line']}:{error['column']}: "
        f"{error['ruleId']}: {error['message']}"
        for page in pages
        for error in page["messages"]
    ]


def lighthouse_failures(address: str) -> list[str]:
    """Run Lighthouse on one page; one line for each category below 100 and each audit that took points away."""
    command = [
        str(NODE),
        str(MODULES / "lighthouse/cli/index.js"),
        address,
        f"--only-categories={','.join(CATEGORIES)}",
        "--output=json",
        "--quiet",
        "--disable-full-page-screenshot",  # no score comes from it
        f"--chrome-flags={' '.join(('--headless', *QUIET))}",
    ]
    report = json.loads(printed(command, codes=(0,)))
    below = {name: one for name, one in report["categories"].items() if one["score"] != 1}
    scores = [f"{name}: {one['score']}" for name, one in below.items()]
    audits = {ref["id"] for one in below.values() for ref in one["auditRefs"] if ref["weight"]}
    failed = [report["audits"][name] for name in sorted(audits) if report["audits"][name]["score"] not in {None, 1}]
    assert sorted(CATEGORIES) == sorted(report["categories"])
    return scores + [f"{audit['id']}: {audit['title']}" for audit in failed]


def printed(command: list[str], *, codes: tuple[int, ...]) -> str:
    """Run a judge and return what it printed; any exit code but those named means that it did not judge."""
    assert NODE.exists(), "the judges are not installed: run make test"
    environment = {**os.environ, "CHROME_PATH": executable()}
    outcome = subprocess.run(
        command, capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL, env=environment, timeout=120
    )
    assert outcome.returncode in codes, outcome.stdout + outcome.stderr
    return outcome.stdout
