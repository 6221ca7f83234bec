"""The programs that judge pages: axe, html-validate and Lighthouse, as `make test` installs them into .tools."""

from __future__ import annotations

import json
import os
import subprocess
import tempfile
from dataclasses import dataclass
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
SPEED = "performance"
METRICS = (
    "first-contentful-paint",
    "largest-contentful-paint",
    "total-blocking-time",
    "cumulative-layout-shift",
    "speed-index",
)

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


@dataclass(frozen=True)
class Marks:
    """What Lighthouse says of one page."""

    scores: dict[str, int]
    """Category to its score, 0 to 100."""
    lost: tuple[str, ...]
    """One line for each audit that took points away."""
    timings: dict[str, str]
    """Metric to its value, as Lighthouse words it; empty where speed was not asked for."""

    def failures(self) -> list[str]:
        """Return the categories below 100, then what took their points."""
        return [f"{name}: {score}" for name, score in self.scores.items() if score < 100] + list(self.lost)


def lighthouse(address: str, *categories: str, desktop: bool = False) -> Marks:
    """Run Lighthouse on one page, as a phone or a desktop; without categories all but speed, which a busy machine takes away."""
    asked = categories or CATEGORIES
    command = [
        str(NODE),
        str(MODULES / "lighthouse/cli/index.js"),
        address,
        f"--only-categories={','.join(asked)}",
        *(["--preset=desktop"] if desktop else []),
        "--output=json",
        "--quiet",
        "--disable-full-page-screenshot",  # no score comes from it
        f"--chrome-flags={' '.join(('--headless', *QUIET))}",
    ]
    report = json.loads(printed(command, codes=(0,)))
    audits, found = report["audits"], report["categories"]
    assert sorted(asked) == sorted(found)
    below = [one for one in found.values() if one["score"] != 1]
    weighed = sorted({ref["id"] for one in below for ref in one["auditRefs"] if ref["weight"]})
    lost = [audits[name] for name in weighed if audits[name]["score"] not in {None, 1}]
    return Marks(
        {name: round(100 * one["score"]) for name, one in found.items()},
        tuple(f"{audit['id']}: {audit['title']} {audit.get('displayValue', '')}".strip() for audit in lost),
        {name: audits[name]["displayValue"] for name in METRICS if name in audits},
    )


def printed(command: list[str], *, codes: tuple[int, ...]) -> str:
    """Run a judge and return what it printed; any exit code but those named means that it did not judge."""
    assert NODE.exists(), "the judges are not installed: run make test"
    environment = {**os.environ, "CHROME_PATH": executable()}
    outcome = subprocess.run(
        command, capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL, env=environment, timeout=120
    )
    assert outcome.returncode in codes, outcome.stdout + outcome.stderr
    return outcome.stdout
