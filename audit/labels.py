"""Action keys as people read them; each app registers its own when it starts."""

_labels = {}


def register(labels):
    """Add labels, for example ``{"task.submitted": _("提交进展")}``.

    Raises ``ValueError`` when a key already has another label.
    """
    for action, label in labels.items():
        if _labels.setdefault(action, label) != label:
            raise ValueError(f"{action} has two labels")


def label(action):
    """The label of ``action``, or the key itself when no app knows it."""
    return _labels.get(action, action)


def choices():
    """All registered actions as ``(key, label)``, those of one app together."""
    return sorted(_labels.items(), key=lambda pair: pair[0])
