"""The newest seal, also kept in a file outside the database. The file shows when the last seals were deleted."""

import logging
import os
from typing import NamedTuple

from django.conf import settings

from audit.models import Seal

log = logging.getLogger(__name__)


class Head(NamedTuple):
    """The last seal of the chain at some moment; written ``12:ab34…``."""

    sequence: int
    digest: str

    def __str__(self):
        return f"{self.sequence}:{self.digest}"


def path():
    """Return the path of the file on this machine; ``docs/deploy.md`` says to copy it with the backups."""
    return settings.VAR_DIR / "audit-head"


def remember(seal):
    """Write ``seal`` to the file as the newest one.

    An older seal never replaces a newer one. A seal that is no longer in the chain is not replaced
    either: it is the evidence that the chain was changed.
    """
    remembered = recall()
    if remembered and remembered.sequence >= seal.sequence:
        return
    if remembered and not Seal.objects.filter(sequence=remembered.sequence, digest=remembered.digest).exists():
        log.error("audit seal %s is no longer in the chain; run verify_audit", remembered)
        return
    new_file = path().with_suffix(f".{os.getpid()}")
    new_file.write_text(f"{Head(seal.sequence, seal.digest)}\n")
    new_file.replace(path())


def recall():
    """Return the ``Head`` in the file of this machine, or None without a file."""
    try:
        return parse(path().read_text())
    except FileNotFoundError:
        return None


def parse(text):
    """Return the ``Head`` that is written ``12:ab34…``; raise ``ValueError`` for any other text."""
    sequence, digest = text.strip().split(":")
    return Head(int(sequence), digest)
