"""Personal values in the history: the sealed row has a digest of each, the value itself can be purged.

An object says which of its values are personal: ``personal_fields`` are the names of fields, ``personal_label`` is
the end of ``str(object)`` if that names a person. Objects without these have none.
"""

import hmac
import json
import re
from secrets import token_hex

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from audit.models import PersonalValue

PURGED = _("（已清除）")
_MARK = re.compile(r"\[personal:([0-9a-f]{64})\]")  # what a sealed row has in place of the value with this digest
_BLANK = (None, "")


def digest_of(salt, value):
    """Return the keyed digest of ``value``. Without the salt, which is purged too, nobody can guess the value."""
    text = json.dumps([salt, value], sort_keys=True)
    return hmac.digest(settings.AUDIT_SEAL_KEY.encode(), text.encode("ascii"), "sha256").hex()


class Protector:
    """Replace the personal values of one history row about ``target`` by marks, and keep them in ``values``."""

    def __init__(self, target):
        self.target = target
        self.fields = getattr(target, "personal_fields", frozenset())
        self.values = []

    def label(self):
        """Return ``str(target)`` with a mark in place of the part that names a person."""
        label, personal = str(self.target), getattr(self.target, "personal_label", "")
        return label.removesuffix(personal) + self._mark(personal) if personal else label

    def changes(self, changes):
        """Return ``changes`` with marks in place of the values of personal fields."""
        return {
            name: [self._mark(value) for value in values] if name in self.fields else values
            for name, values in changes.items()
        }

    def _mark(self, value):
        if value in _BLANK:
            return value
        salt = token_hex(16)
        digest = digest_of(salt, value)
        kept = PersonalValue(
            object_type=self.target._meta.label_lower,
            object_id=str(self.target.pk),
            digest=digest,
            salt=salt,
            value=value,
        )
        self.values.append(kept)
        return f"[personal:{digest}]"


def in_clear(entries):
    """Put the values into the ``entries``, which are only shown, in place of the marks; ``PURGED`` where purged."""
    entries = list(entries)
    digests = {digest for entry in entries for digest in _digests(entry)}
    if not digests:
        return entries
    values = dict(PersonalValue.objects.filter(digest__in=digests).values_list("digest", "value"))
    for entry in entries:
        entry.object_label = _MARK.sub(lambda match: str(values.get(match[1], PURGED)), entry.object_label)
        entry.changes = {name: _shown(change, values) for name, change in entry.changes.items()}
    return entries


def _digests(entry):
    """Yield the digests of all marks in the row."""
    yield from _MARK.findall(entry.object_label)
    for change in entry.changes.values():
        for value in change if isinstance(change, list) else ():
            if isinstance(value, str) and (match := _MARK.fullmatch(value)):
                yield match[1]


def _shown(change, values):
    if not isinstance(change, list):
        return change
    return [_value(item, values) for item in change]


def _value(item, values):
    match = _MARK.fullmatch(item) if isinstance(item, str) else None
    return values.get(match[1], str(PURGED)) if match else item


def purge(object_type, object_id):
    """Delete the personal values of the history of one object; return how many. The sealed rows stay as they are."""
    return PersonalValue.objects.filter(object_type=object_type, object_id=str(object_id)).delete()[0]


def altered():
    """Yield the ids of personal values that do not fit their digests any more."""
    values = PersonalValue.objects.order_by("pk").values_list("pk", "salt", "value", "digest")
    for pk, salt, value, digest in values.iterator(chunk_size=2000):
        if not hmac.compare_digest(digest_of(salt, value), digest):
            yield pk
