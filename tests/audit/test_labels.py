"""Every action that the code records in the history has a Chinese label."""

import re
from pathlib import Path

from audit import labels

ROOT = Path(__file__).resolve().parents[2]
APPS = ("organizations", "ledgers", "tasks", "training", "rectification", "governance", "dashboards")
# The key is the first argument, or the action of a prepared row.
RECORDED = re.compile(r"""(?:audit\.record\(|action=)\s*"([a-z_]+\.[a-z_]+)\"""")


def recorded_keys():
    files = (path for app in APPS for path in (ROOT / app).rglob("*.py"))
    return {key for path in files for key in RECORDED.findall(path.read_text(encoding="utf-8"))}


def test_every_recorded_action_has_a_label():
    keys = recorded_keys()

    unnamed = {key for key in keys if labels.label(key) == key}

    assert "demonstration.loaded" in keys
    assert unnamed == set()
