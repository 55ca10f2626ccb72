"""Apps import each other in one direction only: each app may import the apps named beside it."""

import ast
from pathlib import Path

import pytest
from django.conf import settings

FOUNDATION = {"audit", "files", "pages", "organizations"}
AREAS = ("training", "rectification", "governance", "accountability")
MAY_IMPORT = {
    "files": set(),
    "audit": set(),
    "pages": {"audit", "files"},
    "organizations": {"audit", "files", "pages"},
    "search": FOUNDATION,
    "guide": FOUNDATION | {"search"},
    "years": FOUNDATION,
    "schedule": FOUNDATION | {"years"},
    "notices": FOUNDATION,
    "ledgers": FOUNDATION | {"search", "years", "notices"},
    "indicators": FOUNDATION | {"years", "ledgers"},
    "registers": FOUNDATION | {"ledgers", "indicators"},
    "workflows": FOUNDATION | {"years", "notices", "ledgers"},
    "backups": {"audit", "config"},
    **dict.fromkeys(AREAS, FOUNDATION | {"years", "ledgers", "indicators", "registers", "workflows"}),
    "tasks": FOUNDATION | {"search", "years", "schedule", "notices", "ledgers", "indicators"},
    "documents": FOUNDATION | {"search", "years", "notices", "ledgers"},
}
APPS = {*MAY_IMPORT, "dashboards", "config", "tests"}


def imports_of(source):
    """Packages of the portal that the Python text ``source`` imports anywhere, also inside functions."""
    names = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and not node.level:
            names.add(node.module)
    return {name.partition(".")[0] for name in names} & APPS


def modules(app):
    folder = Path(settings.BASE_DIR, app)
    return [path for path in folder.rglob("*.py") if "migrations" not in path.relative_to(folder).parts]


@pytest.mark.parametrize("app", MAY_IMPORT)
def test_app_imports_only_what_lies_below_it(app):
    allowed = MAY_IMPORT[app] | {app}

    upward = {
        f"{path.relative_to(settings.BASE_DIR)} imports {imported}"
        for path in modules(app)
        for imported in imports_of(path.read_text()) - allowed
    }

    assert upward == set()


def test_no_app_imports_the_dashboards():
    importers = {app for app in MAY_IMPORT for path in modules(app) if "dashboards" in imports_of(path.read_text())}

    assert importers == set()


def test_every_installed_app_stands_in_the_table():
    installed = {name for name in settings.INSTALLED_APPS if Path(settings.BASE_DIR, name).is_dir()}

    assert installed - APPS == set()


def module_names(app):
    """``{name: path}`` of the modules of ``app``; a package has the name of its folder."""
    names = {}
    for path in modules(app):
        parts = path.relative_to(settings.BASE_DIR).with_suffix("").parts
        names[".".join(parts).removesuffix(".__init__")] = path
    return names


def imported_modules(path, known):
    """The modules among ``known`` that ``path`` imports anywhere, also inside functions."""
    imported = set()
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            imported |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and not node.level:
            for alias in node.names:
                inner = f"{node.module}.{alias.name}"
                imported.add(inner if inner in known else node.module)
    return imported & known


@pytest.mark.parametrize("app", [*MAY_IMPORT, "dashboards", "config"])
def test_modules_of_an_app_do_not_import_each_other_in_circles(app):
    names = module_names(app)
    imports = {name: imported_modules(path, names.keys()) - {name} for name, path in names.items()}

    while ends := [name for name, others in imports.items() if not others & imports.keys()]:
        for name in ends:
            del imports[name]

    assert imports.keys() == set(), "each of these imports another of them, round and round"


@pytest.mark.parametrize("app", [*MAY_IMPORT, "dashboards", "config"])
def test_no_view_imports_another_view(app):
    names = module_names(app)
    addresses = [path for name, path in names.items() if name.endswith("urls")]
    views = set().union(*(imported_modules(path, names.keys()) for path in addresses))

    borrowed = {f"{view} imports {other}" for view in views for other in imported_modules(names[view], views) - {view}}

    assert borrowed == set()


@pytest.mark.parametrize(
    "source",
    ["import tasks.models", "from tasks import actions", "def late():\n    from tasks.models import Task"],
)
def test_imports_are_found_in_every_spelling(source):
    assert imports_of(source) == {"tasks"}
