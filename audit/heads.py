"""The newest seal, kept outside the database: without it nobody would miss the last seals of the chain."""

import logging
import os
from typing import NamedTuple

from django.conf import settings

from audit.models import Seal

log = logging.getLogger(__name__)


class Head(NamedTuple):
    """The end of the chain as it was once seen; written ``12:ab34…``."""

    sequence: int
    digest: str

    def __str__(self):
        return f"{self.sequence}:{self.digest}"


def path():
    """The file of this machine; ``docs/deploy.md`` says to copy it elsewhere with the backups."""
    return settings.VAR_DIR / "audit-head"


def remember(seal):
    """Keep ``seal`` as the newest seen.

    An older seal never replaces a newer one, and nothing replaces a seal that has vanished
    from the chain: that one is the evidence.
    """
    known = recall()
    if known and known.sequence >= seal.sequence:
        return
    if known and not Seal.objects.filter(sequence=known.sequence, digest=known.digest).exists():
        log.error("audit seal %s is no longer in the chain; run verify_audit", known)
        return
    fresh = path().with_suffix(f".{os.getpid()}")
    fresh.write_text(f"{Head(seal.sequence, seal.digest)}\n")
    fresh.replace(path())


def recall():
    """The newest seal seen on this machine, or None."""
    try:
        return parse(path().read_text())
    except FileNotFoundError:
        return None


def parse(text):
    """``Head`` of ``"12:ab34…"``; raises ``ValueError`` for anything else."""
    sequence, digest = text.strip().split(":")
    return Head(int(sequence), digest)
