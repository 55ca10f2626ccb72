"""Rules for passwords, and one-time passwords."""

import secrets
import string

from django.contrib.auth.hashers import PBKDF2PasswordHasher, check_password, get_hasher, make_password
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

LETTERS = "abcdefghjkmnpqrstuvwxyz"  # without i, l and o, which are easy to misread
UPPER = "ABCDEFGHJKLMNPQRSTUVWXYZ"
DIGITS = "23456789"
GROUPS, GROUP = 3, 4
CLASSES = (string.ascii_uppercase, string.ascii_lowercase, string.digits)
REQUIRED_CLASSES = 3
SHORT_LIVED_ITERATIONS = 10_000


def one_time_password():
    """Return a random password such as ``Xk7m-Qp4r-Wn9t``: 69 bits, easy to read aloud."""
    while True:
        groups = ["".join(secrets.choice(LETTERS + UPPER + DIGITS) for _ in range(GROUP)) for _ in range(GROUPS)]
        password = "-".join(groups)
        if all(any(sign in password for sign in signs) for signs in CLASSES):
            return password


def hash_one_time(password):
    """Return a hash that takes milliseconds: a thousand accounts can be created in seconds.

    Only passwords that people choose need many iterations; a random one of 69 bits does not.
    Django computes the hash again with all iterations at the first login.
    """
    hasher = get_hasher()
    if isinstance(hasher, PBKDF2PasswordHasher):
        return hasher.encode(password, hasher.salt(), iterations=SHORT_LIVED_ITERATIONS)
    return make_password(password)


class LengthValidator:
    """Requires at least ``min_length`` characters, with a Chinese message."""

    def __init__(self, min_length=10):
        self.min_length = min_length

    def validate(self, password, user=None):
        if len(password) < self.min_length:
            raise ValidationError(self.get_help_text(), code="password_too_short")

    def get_help_text(self):
        return _("密码至少须有 %(length)s 个字符。") % {"length": self.min_length}


class CharacterClassesValidator:
    """Requires three of: upper-case letters, lower-case letters, digits, other characters."""

    def validate(self, password, user=None):
        classes = sum(any(sign in signs for sign in password) for signs in CLASSES)
        classes += any(not any(sign in signs for signs in CLASSES) for sign in password)
        if classes < REQUIRED_CLASSES:
            raise ValidationError(self.get_help_text(), code="password_too_plain")

    def get_help_text(self):
        return _("密码须包含大写字母、小写字母、数字、符号四类中的至少三类。")


class AccountNameValidator:
    """Refuses a password that contains the login name."""

    def validate(self, password, user=None):
        username = user.get_username() if user else ""
        if username and username.lower() in password.lower():
            raise ValidationError(self.get_help_text(), code="password_contains_account")

    def get_help_text(self):
        return _("密码不能包含账号。")


class RecentPasswordsValidator:
    """Refuses the last ``count`` passwords. Django calls ``password_changed`` after each change."""

    def __init__(self, count=5):
        self.count = count

    def validate(self, password, user=None):
        if user and user.pk and any(check_password(password, used) for used in self._used(user)):
            raise ValidationError(self.get_help_text(), code="password_used_before")

    def password_changed(self, password, user=None):
        """Store the hash of the new password and delete all but the last ``count``."""
        user.password_records.create(password=user.password)
        kept = list(user.password_records.values_list("pk", flat=True)[: self.count])
        user.password_records.exclude(pk__in=kept).delete()

    def get_help_text(self):
        return _("密码不能与最近 %(count)s 次用过的相同。") % {"count": self.count}

    def _used(self, user):
        return user.password_records.values_list("password", flat=True)[: self.count]
