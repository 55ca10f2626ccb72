"""What the apps above keep from some readers of the history: each registers in ``AppConfig.ready``."""

_hidden = []
_veils = []


def hide_with(function):
    """``function(user)`` gives a ``Q`` of rows that do not exist for ``user``, None where there are none."""
    _hidden.append(function)
    return function


def veil_with(function):
    """``function(entry, user)`` gives the object's label and the changes of ``entry`` as ``user`` may read them,
    None where it has nothing against the row as it is."""
    _veils.append(function)
    return function


def hidden_from(user):
    """Conditions of rows that do not exist for ``user``."""
    return [condition for condition in (function(user) for function in _hidden) if condition is not None]


def as_read_by(entry, user):
    """``(label, changes)`` of ``entry`` for ``user``."""
    for veil in _veils:
        if (veiled := veil(entry, user)) is not None:
            return veiled
    return entry.object_label, entry.changes
