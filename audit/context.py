"""Where the current changes come from: a page, a command or a job sets it once, every audit row stores it."""

from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, replace


@dataclass(frozen=True)
class Origin:
    """Where a change comes from: ``source`` is one of ``AuditEntry.Source``."""

    source: str = "command"
    reference: str = ""
    address: str | None = None


_origin = ContextVar("audit_origin", default=Origin())  # noqa: B039 (frozen)


def current():
    return _origin.get()


@contextmanager
def origin(**changes):
    """Set ``source``, ``reference`` or ``address`` of the audit rows that are written in the ``with`` block."""
    token = _origin.set(replace(_origin.get(), **changes))
    try:
        yield
    finally:
        _origin.reset(token)
