"""Write rows of the history. Call these inside the transaction of the change that they record."""

from django.utils.translation import gettext as _

from audit import context
from audit.models import AuditEntry, PersonalValue
from audit.personal import Protector


def record(action, *, target=None, by=None, organization=None, changes=None, note=""):
    """Add one row: ``by`` did ``action`` (for example ``task.submitted``) to ``target``.

    ``organization`` defaults to the target's own; ``changes`` maps a field to
    ``[before, after]``. Source and address come from ``audit.context``.
    """
    entry = entry_for(action, target=target, by=by, organization=organization, changes=changes, note=note)
    entry.save(force_insert=True)
    PersonalValue.objects.bulk_create(entry.personal_values)
    return entry


def record_many(entries):
    """Add rows made by ``entry_for`` in as few statements as the database allows."""
    entries = AuditEntry.objects.bulk_create(entries, batch_size=2000)
    PersonalValue.objects.bulk_create([value for entry in entries for value in entry.personal_values], batch_size=2000)
    return entries


def entry_for(action, *, target=None, by=None, organization=None, changes=None, note=""):
    """Return the unsaved row that ``record`` would write, with digests in place of personal values."""
    origin = context.current()
    protector = Protector(target)
    organization = organization or _organization_of(target) or (by.organization if by else None)
    entry = AuditEntry(
        actor_id=by.pk if by else None,
        actor_name=by.name if by else "",
        organization_path=organization.path if organization else "",
        organization_name=organization.name if organization else "",
        action=action,
        object_type=target._meta.label_lower if target else "",
        object_id=str(target.pk) if target else "",
        object_label=protector.label()[:200] if target else "",
        changes=protector.changes(changes or {}),
        note=note,
        source=origin.source,
        reference=origin.reference,
        address=origin.address,
    )
    entry.personal_values = protector.values
    return entry


def record_export(what, *, by, count, filters="", organization=None):
    """Record that ``by`` exported ``count`` rows of ``what``, a Chinese name such as 历史记录.

    ``filters`` describes in words which rows were exported.
    """
    note = _("%(what)s，共 %(count)s 行；条件：%(filters)s")
    values = {"what": what, "count": count, "filters": filters or _("无")}
    return record("data.exported", by=by, organization=organization, note=note % values)


def record_personal_view(target, *, by, what=""):
    """Record that ``by`` opened a page with unmasked personal data of ``target``; ``what`` names the data."""
    return record("data.viewed", target=target, by=by, note=what)


def _organization_of(target):
    """Return the organization of ``target``: an object with a tree path is one itself."""
    return target if hasattr(target, "path") else getattr(target, "organization", None)
