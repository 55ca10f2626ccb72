"""Hide or mask rows of the history for some readers. Other apps register rules in ``AppConfig.ready``."""

_hiding_rules = []
_masking_rules = []


def hide_with(function):
    """Register ``function(user)``: it returns a ``Q`` of the rows to hide from ``user``, or None to hide none."""
    _hiding_rules.append(function)
    return function


def mask_with(function):
    """Register ``function(entry, user)``: it returns ``(label, changes)`` of ``entry`` as ``user`` may read them.

    It returns None when it does not apply to the row.
    """
    _masking_rules.append(function)
    return function


def hidden_from(user):
    """Return a list of ``Q`` objects; a row that fits one of them is hidden from ``user``."""
    return [condition for condition in (rule(user) for rule in _hiding_rules) if condition is not None]


def as_read_by(entry, user):
    """Return ``(label, changes)`` of ``entry``, masked for ``user`` by the first rule that applies."""
    for rule in _masking_rules:
        if (masked := rule(entry, user)) is not None:
            return masked
    return entry.object_label, entry.changes
