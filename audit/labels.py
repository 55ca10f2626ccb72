"""Chinese labels of the action keys. Each app registers its own in ``AppConfig.ready``."""

_labels = {}


def register(labels):
    """Add labels, for example ``{"task.submitted": _("提交进展")}``.

    Raises ``ValueError`` when a key already has another label.
    """
    for action, label in labels.items():
        if _labels.setdefault(action, label) != label:
            raise ValueError(f"{action} has two labels")


def label(action):
    """Return the label of ``action``, or the key itself when it has no label."""
    return _labels.get(action, action)


def choices():
    """Return all registered actions as ``(key, label)``, sorted by key."""
    return sorted(_labels.items(), key=lambda pair: pair[0])
