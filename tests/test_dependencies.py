"""The packages that the code imports, that ``pyproject.toml`` names and that the lock installs are the same."""

import ast
import re
import sys
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest
from django.conf import settings

ROOT = Path(settings.BASE_DIR)
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
DEVELOPMENT = ("tests", "benchmarks", "tools")
# Neither imported nor named in a setting: the driver that Django's PostgreSQL backend loads.
UNSEEN = {"psycopg2-binary"}


def names(requirements):
    return {re.match(r"[\w.-]+", requirement)[0].lower() for requirement in requirements}


def modules(*, of_development):
    """Python files of the portal, or those of its tests and tools."""
    for package in ROOT.glob("*/__init__.py"):
        if (package.parent.name in DEVELOPMENT) == of_development:
            yield from package.parent.rglob("*.py")


def imported_packages(paths):
    """Names of the third-party packages that the files ``paths`` import."""
    own = {path.name.removesuffix(".py") for path in ROOT.iterdir()}
    distributions = packages_distributions()
    packages = set()
    for path in paths:
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Import):
                imported = [alias.name for alias in node.names]
            elif isinstance(node, ast.ImportFrom) and not node.level:
                imported = [node.module]
            else:
                continue
            roots = {name.partition(".")[0] for name in imported} - own - set(sys.stdlib_module_names)
            packages |= {distributions[root][0].lower() for root in roots}
    return packages


RUNTIME = names(PROJECT["dependencies"])
TOOLS = names(PROJECT["optional-dependencies"]["dev"])


def test_every_package_that_the_portal_imports_is_named_as_a_dependency():
    assert imported_packages(modules(of_development=False)) - RUNTIME == set()


def test_every_package_that_tests_and_tools_import_is_named_as_a_dependency():
    assert imported_packages(modules(of_development=True)) - RUNTIME - TOOLS == set()


def test_every_dependency_is_imported_or_named_in_the_configuration():
    configuration = "".join(path.read_text() for path in ROOT.joinpath("config").rglob("*.py"))
    configured = {
        distributions[0].lower()
        for module, distributions in packages_distributions().items()
        if re.search(rf'"{module}[".]', configuration)
    }

    assert RUNTIME - imported_packages(modules(of_development=False)) - configured == UNSEEN


def test_every_dependency_says_what_it_is_for():
    lines = (ROOT / "pyproject.toml").read_text().splitlines()
    start = lines.index("dependencies = [")
    entries = lines[start + 1 : lines.index("]", start)]

    undescribed = [entry for before, entry in zip(["", *entries], entries, strict=False) if "#" not in before + entry]

    assert undescribed == []


@pytest.mark.parametrize(("lock", "wanted"), [("base", RUNTIME), ("dev", RUNTIME | TOOLS)])
def test_lock_has_every_dependency_with_hashes_and_names_no_package_index(lock, wanted):
    text = ROOT.joinpath("requirements", f"{lock}.txt").read_text()
    entries = re.split(r"\n(?=[a-z])", text)

    assert wanted <= names(entries)
    assert all("--hash=sha256:" in entry for entry in entries)
    assert "://" not in text
    assert "--index" not in text


def test_lock_has_the_packages_that_only_the_oldest_python_needs():
    """Below Python 3.11.3, which Debian 12 has, the Redis client needs one package more."""
    text = ROOT.joinpath("requirements", "base.txt").read_text()

    assert re.search(r"^async-timeout==\S+ ; python_full_version < '3.11.3'", text, re.MULTILINE)
