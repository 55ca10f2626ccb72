"""Changes of accounts. Actions on the account of another person lock its row and then check ``rights``."""

from hashlib import sha256

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from audit import actions as audit
from audit.changes import between, snapshot
from organizations.accounts import rights
from organizations.accounts.passwords import hash_one_time, one_time_password
from organizations.accounts.phones import masked
from organizations.models import PasswordRecord, User

FIELDS = ["name", "organization", "office", "role", "work_phone", "email"]
CONTACT = ["work_phone", "email"]


@transaction.atomic
def create_account(*, by, username, **values):
    """Add an account with ``values`` for ``FIELDS``; return it and its one-time password.

    Raises ``PermissionDenied`` for a unit outside the subtree of ``by``, ``ValidationError``
    when the login name is taken.
    """
    [(user, password)] = create_accounts([{"username": username} | values], by=by)
    return user, password


@transaction.atomic
def create_accounts(rows, *, by):
    """Add all accounts of ``rows`` or none; return pairs of account and one-time password.

    Errors are those of ``create_account``.
    """
    for row in rows:
        rights.check_may_place_account(by, row["organization"])
    pairs = [(User(**row, must_change_password=True), one_time_password()) for row in rows]
    for user, password in pairs:
        _hand_out(user, password)
    try:
        with transaction.atomic():
            users = User.objects.bulk_create([user for user, _password in pairs], batch_size=500)
    except IntegrityError as error:
        raise ValidationError(_("账号刚被他人占用，请换一个。"), code="taken") from error
    PasswordRecord.objects.bulk_create([PasswordRecord(user=user, password=user.password) for user in users])
    audit.record_many([_created(user, by=by) for user in users])
    return pairs


@transaction.atomic
def change_account(user, *, by, seen, **values):
    """Set new ``values`` for ``FIELDS`` of ``user``; return whether anything changed.

    ``seen`` is the ``fingerprint`` of the account when the form was opened. Raises ``ValidationError``
    when the account has changed since, ``PermissionDenied`` when ``by`` may not manage it or the new
    unit is outside the subtree of ``by``.
    """
    user = _locked(user, by=by)
    rights.check_may_place_account(by, values["organization"])
    if seen != fingerprint(user):
        raise ValidationError(_("该账号刚被他人修改，请打开最新内容核对后再改。"), code="stale")
    return _change("account.changed", user, FIELDS, values, by=by)


@transaction.atomic
def change_own_contact(user, **values):
    """Set the user's own work phone and e-mail; return whether anything changed."""
    user = User.objects.select_for_update(of=("self",)).select_related("organization").get(pk=user.pk)
    return _change("account.contact_changed", user, CONTACT, values, by=user)


@transaction.atomic
def disable(user, *, by):
    """Disable the account: its sessions end at once, and the work phone is deleted as personal data.

    Raises ``ValidationError`` when it is disabled already, ``PermissionDenied`` when ``by`` may not manage it.
    """
    user = _locked(user, by=by)
    if not user.is_active:
        raise ValidationError(_("该账号已经停用。"))
    user.is_active = False
    user.work_phone = ""
    user.save(update_fields=["is_active", "work_phone"])
    audit.record("account.disabled", target=user, by=by)


@transaction.atomic
def enable(user, *, by):
    """Enable the account again; return its new one-time password. The old password and old sessions stay invalid.

    Raises ``ValidationError`` when it is enabled already, ``PermissionDenied`` when ``by`` may not manage it.
    """
    user = _locked(user, by=by)
    if user.is_active:
        raise ValidationError(_("该账号正在使用，无须启用。"))
    user.is_active = True
    password = _renew(user)
    audit.record("account.enabled", target=user, by=by)
    return password


@transaction.atomic
def reset_password(user, *, by):
    """Set and return a new one-time password for ``user``; sessions with the old one end.

    Raises ``ValidationError`` for a disabled account, ``PermissionDenied`` when ``by`` may not manage it.
    """
    user = _locked(user, by=by)
    if not user.is_active:
        raise ValidationError(_("该账号已经停用，请先启用。"))
    password = _renew(user)
    audit.record("account.password_reset", target=user, by=by)
    return password


@transaction.atomic
def change_own_password(user, password):
    """Set the password that the user chose, already validated; the user need not change it any more."""
    user.set_password(password)
    user.must_change_password = False
    user.save(update_fields=["password", "password_changed_at", "must_change_password"])
    audit.record("account.password_changed", target=user, by=user)


def fingerprint(user):
    """Return a short text that changes whenever one of the ``FIELDS`` or ``is_active`` changes."""
    facts = [getattr(user, field) for field in ["name", "organization_id", *FIELDS[2:], "is_active"]]
    return sha256(repr(facts).encode()).hexdigest()[:16]


def _locked(user, *, by):
    """Lock and return the account as stored now; raise ``PermissionDenied`` when ``by`` may not manage it."""
    user = User.objects.select_for_update(of=("self",)).select_related("organization").get(pk=user.pk)
    rights.check_may_manage_account(by, user)
    return user


def _hand_out(user, password):
    user.set_password(None)
    user.password = hash_one_time(password)
    user.must_change_password = True


def _renew(user):
    password = one_time_password()
    _hand_out(user, password)
    user.save(update_fields=["is_active", "password", "password_changed_at", "must_change_password"])
    PasswordRecord.objects.create(user=user, password=user.password)
    return password


def _change(action, user, fields, values, *, by):
    before = snapshot(user, fields)
    for field in fields:
        setattr(user, field, values[field])
    changes = between(before, snapshot(user, fields))
    if changes:
        user.save(update_fields=fields)
        audit.record(action, target=user, by=by, changes=_masked(changes))
    return bool(changes)


def _masked(changes):
    """Return ``changes`` with masked phones: the history must not contain the whole number."""
    if "work_phone" in changes:
        changes["work_phone"] = [masked(phone) for phone in changes["work_phone"]]
    return changes


def _created(user, *, by):
    facts = snapshot(user, ["organization", "role", "office"])
    return audit.entry_for(
        "account.created", target=user, by=by, changes={field: [None, value] for field, value in facts.items()}
    )
