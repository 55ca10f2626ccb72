"""Rules for the whole project: no public name that only tests use, no column of the history outside its seal."""

import ast
import pkgutil
import re
from collections import Counter
from importlib import import_module
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings

from audit import sealing
from audit.models import AuditEntry
from tests.test_layering import MAY_IMPORT

ROOT = Path(settings.BASE_DIR)
APPS = [*MAY_IMPORT, "dashboards", "config"]
WORD = re.compile(r"[A-Za-z_]\w*")
# Names that a framework looks up by pattern: form fields, filters, columns of resources, visitors, databases.
CALLED_BY_PATTERN = re.compile(
    r"(clean|dehydrate|filter|get|has|as|process|visit|can)_\w+|\w+Config|delete_queryset|create_superuser|do_GET"
)
EXPLAINING = [ROOT / "docs" / "glossary.md", *sorted((ROOT / "docs" / "adr").glob("[0-9]*.md"))]
MADE_LATER = {"var/"}  # folders that only exist where the portal runs
KEEPS_A_NAME_UNUSED = {"property", "cached_property", "dataclass", "staticmethod", "classmethod"}


def sources():
    """Python files and templates of the portal, without tests and migrations."""
    folders = [ROOT / name for name in (*APPS, "templates", "tools")]
    paths = [path for folder in folders for path in folder.rglob("*") if path.suffix in {".py", ".html"}]
    return [ROOT / "manage.py", *(path for path in paths if "migrations" not in path.parts)]


def public_names(path):
    """(class or "", name) of the public names in a module, without those that a decorator registers."""
    for node in ast.parse(path.read_text()).body:
        if isinstance(node, ast.Assign):
            yield from (("", target.id) for target in node.targets if isinstance(target, ast.Name))
        elif isinstance(node, ast.FunctionDef | ast.ClassDef) and not is_registered(node):
            yield "", node.name
        if isinstance(node, ast.ClassDef):
            methods = [each for each in node.body if isinstance(each, ast.FunctionDef) and not is_registered(each)]
            yield from ((node.name, method.name) for method in methods)


def is_registered(node):
    decorators = [each.func if isinstance(each, ast.Call) else each for each in node.decorator_list]
    return any(ast.unparse(each).rpartition(".")[2] not in KEEPS_A_NAME_UNUSED for each in decorators)


def is_inherited(path, class_name, name):
    """True for a method that a base class defines, so that the base class may call it."""
    module = import_module(".".join(path.relative_to(ROOT).with_suffix("").parts))
    return any(hasattr(base, name) for base in getattr(module, class_name).__mro__[1:])


@pytest.fixture(scope="module")
def words():
    return Counter(word for path in sources() for word in WORD.findall(path.read_text()))


@pytest.mark.parametrize("app", APPS)
def test_every_public_name_is_used_outside_the_tests(app, words):
    paths = [path for path in sources() if path.is_relative_to(ROOT / app) and path.suffix == ".py"]

    unused = [
        f"{path.relative_to(ROOT)}: {name}"
        for path in paths
        if path != ROOT / "config" / "settings.py"
        for class_name, name in public_names(path)
        if not name.startswith("_")
        and words[name] == 1
        and not CALLED_BY_PATTERN.fullmatch(name)
        and not (class_name and is_inherited(path, class_name, name))
    ]

    assert unused == []


def test_seal_covers_every_column_of_the_history():
    columns = [field.name for field in AuditEntry._meta.concrete_fields]

    assert columns == sealing.FIELDS


def test_readme_names_every_app():
    readme = (ROOT / "README.md").read_text()
    ours = {config.name for config in apps.get_app_configs() if Path(config.path).parent == ROOT}

    assert [name for name in sorted(ours) if f"`{name}/`" not in readme] == []


def test_paths_in_the_guide_for_newcomers_exist():
    paths = re.findall(r"`([\w/]+(?:\.py|/))`", (ROOT / "docs" / "where.md").read_text())

    assert len(paths) >= 20
    assert [path for path in paths if not (ROOT / path).exists()] == []


def exists(name):
    """Whether a dotted name of the documents can be imported; ``tasks.Task`` is short for ``tasks.models.Task``."""
    app, _dot, rest = name.partition(".")
    if app in apps.app_configs and rest[0].isupper():
        name = f"{app}.models.{rest}"
    try:
        pkgutil.resolve_name(name)
    except (ImportError, AttributeError):
        return False
    return True


@pytest.mark.parametrize("path", EXPLAINING, ids=lambda path: path.name)
def test_names_and_paths_in_glossary_and_decisions_exist(path):
    words = re.findall(r"`([\w./-]+)`", path.read_text())
    names = [word for word in words if re.fullmatch(r"\w+(\.\w+)+", word) and not word.endswith(".py")]
    paths = [word for word in words if re.fullmatch(r"\w[\w./-]*(\.\w+|/)", word) and word not in {*names, *MADE_LATER}]

    assert [name for name in names if not exists(name)] == []
    assert [path for path in paths if not (ROOT / path).exists()] == []


def test_glossary_gives_its_terms_their_names_in_the_code():
    assert sum(map(exists, re.findall(r"`([a-z]\w*\.[\w.]+)`", EXPLAINING[0].read_text()))) >= 40
