"""Every action that the code records in the history has a Chinese label, and so has each thing that changed."""

import ast
import re
from pathlib import Path

from django.apps import apps

from audit import labels

ROOT = Path(__file__).resolve().parents[2]
RECORDING = {"record", "entry_for", "_record"}
CHANGES = {"changes", "names"}  # what the functions that record call the dictionary of changes
CHINESE = re.compile(r"[一-鿿]")


def functions_that_record():
    """Yield the trees of the functions of the portal that record something in the history."""
    skipped = {"tests", "benchmarks", "tools", "migrations", "reading"}
    for path in ROOT.glob("*/**/*.py"):
        if skipped.isdisjoint(path.relative_to(ROOT).parts) and not path.parts[len(ROOT.parts)].startswith("."):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.FunctionDef) and calls_of(node):
                    yield path, node


def calls_of(function):
    calls = [node for node in ast.walk(function) if isinstance(node, ast.Call)]
    return [call for call in calls if name_of(call.func) in RECORDING and texts(call.args[:1])]


def name_of(function):
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")


def texts(nodes):
    found = [node.value for each in nodes for node in ast.walk(each) if isinstance(node, ast.Constant)]
    return [text for text in found if isinstance(text, str)]


def change_keys(function):
    """The keys of the dictionaries that are recorded as changes, or are built for it."""
    parts = [keyword.value for call in calls_of(function) for keyword in call.keywords if keyword.arg == "changes"]
    for node in ast.walk(function):
        if isinstance(node, ast.Assign) and {getattr(target, "id", "") for target in node.targets} & CHANGES:
            parts.append(node.value)
    dictionaries = [node for part in parts for node in ast.walk(part) if isinstance(node, ast.Dict)]
    return {text for each in dictionaries for text in texts([key for key in each.keys if key is not None])}


def field_labels():
    fields = [field for model in apps.get_models() for field in model._meta.get_fields()]
    return {field.name for field in fields if CHINESE.search(str(getattr(field, "verbose_name", "")))}


def test_every_recorded_action_has_a_label():
    keys = {
        text
        for _path, function in functions_that_record()
        for call in calls_of(function)
        for text in texts(call.args[:1])
    }
    keys = {key for key in keys if re.fullmatch(r"[a-z_]+(\.[a-z_]+)+", key)}

    unnamed = {key for key in keys if not CHINESE.search(str(labels.label(key)))}

    assert {"demonstration.loaded", "ledger.batch.stored", "task.changed", "account.created"} <= keys
    assert unnamed == set()


def test_every_recorded_change_has_a_label():
    known = field_labels()
    keys = {key: path.name for path, function in functions_that_record() for key in change_keys(function)}

    unnamed = {key: path for key, path in keys.items() if key not in known and not labels.change_label(key)}
    counted = {
        f"{name}_rows"
        for name in ("new", "changed", "unchanged", "held_back", "leaving", "ended", "removed", "restored", "kept")
    }

    assert {"state", "merged", "valid_to"} <= keys.keys()
    assert unnamed.keys() - {"removed", "restored", "kept", "ended"} == set(), unnamed
    assert all(CHINESE.search(str(labels.change_label(name) or "")) for name in counted)


def test_every_action_stands_in_one_group_of_the_filter():
    grouped = [key for _group, entries in labels.grouped_choices() for key, _label in entries]

    assert sorted(grouped) == [key for key, _label in labels.choices()]
    assert all(CHINESE.search(group) for group, _entries in labels.grouped_choices())
