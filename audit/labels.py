"""Chinese labels of the action keys and of what changed. Each app registers its own in ``AppConfig.ready``."""

from django.utils.translation import gettext_lazy as _

OTHER = _("其他操作")
_labels = {}
_change_labels = {}
_groups = {}  # label of the group: keys of its actions


def register(labels, *, group=OTHER):
    """Add labels, for example ``{"task.submitted": _("提交进展")}``; the filter of the history lists them in ``group``.

    Raises ``ValueError`` when a key already has another label.
    """
    for action, label in labels.items():
        if _labels.setdefault(action, label) != label:
            raise ValueError(f"{action} has two labels")
        keys = _groups.setdefault(str(group), [])
        if action not in keys:
            keys.append(action)


def label(action):
    """Return the label of ``action``, or the key itself when it has no label."""
    return _labels.get(action, action)


def register_changes(labels):
    """Add labels of keys of ``AuditEntry.changes`` that are no field of the object, such as ``held_back``.

    Raises ``ValueError`` when a key already has another label.
    """
    for name, label in labels.items():
        if _change_labels.setdefault(name, label) != label:
            raise ValueError(f"{name} has two labels")


def change_label(name):
    """Return the label of the change key ``name``, or None when it has none."""
    return _change_labels.get(name)


def choices():
    """Return all registered actions as ``(key, label)``, sorted by key."""
    return sorted(_labels.items(), key=lambda pair: pair[0])


def grouped_choices():
    """Return the registered actions as ``(group, [(key, label), …])``, each group in the order of registration."""
    last = str(OTHER)
    groups = sorted(_groups.items(), key=lambda pair: pair[0] == last)
    return [(group, [(key, _labels[key]) for key in keys]) for group, keys in groups]
