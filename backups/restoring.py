"""Fill an empty portal from a backup, or another database from the one in use."""

import shutil
from itertools import zip_longest

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import DEFAULT_DB_ALIAS, transaction
from django.utils.translation import gettext as _

from audit import heads
from backups import rows
from backups.archive import key_marks


def check_restorable(archive):
    """Raise ``ValidationError`` unless the backup is whole and this portal is empty and of the same version."""
    if problems := list(archive.problems()):
        raise ValidationError(problems)
    check_target(archive.manifest["migrations"])
    if any(settings.PRIVATE_ROOT.rglob("*")):
        raise ValidationError(_("附件目录 %(folder)s 不是空的，请先把它移走。") % {"folder": settings.PRIVATE_ROOT})


def check_target(migrations, using=DEFAULT_DB_ALIAS):
    """Raise ``ValidationError`` unless the database is empty and has exactly these ``migrations``."""
    if not rows.is_empty(using):
        raise ValidationError(_("目标数据库里已有单位、账号或历史记录，只能恢复到空的数据库。"))
    if rows.applied_migrations(using) != migrations:
        raise ValidationError(_("备份与本程序的版本不同，请先安装备份所用的版本，恢复后再升级。"))


def restore(archive):
    """Fill this portal from ``archive``; the database gets all rows or none."""
    settings.PRIVATE_ROOT.mkdir(parents=True, exist_ok=True)
    shutil.copytree(archive.files, settings.PRIVATE_ROOT, dirs_exist_ok=True)
    facts = archive.manifest["tables"]
    labelled = {model._meta.label: model for model in rows.kept_models()}
    with transaction.atomic():
        _fill((model, archive.lines(label), facts[label]["last_key"]) for label, model in labelled.items())
    if archive.manifest["head"]:
        heads.path().write_text(archive.manifest["head"] + "\n")


def foreign_keys_of(archive):
    """Return the names of the secret keys that are not those of the machine of the backup."""
    ours = key_marks()
    return [name for name, mark in archive.manifest["keys"].items() if ours[name] != mark]


def move(*, target):
    """Fill the database with the alias ``target`` from the default one, as it is at one moment."""
    with rows.snapshot(), transaction.atomic(using=target):
        tables = ((model, rows.lines_of(model), rows.last_key(model)) for model in rows.kept_models())
        _fill(tables, using=target)


def differing_tables(*, target):
    """Return the models whose rows in ``target`` are not those of the default database."""
    with rows.snapshot():
        return [
            model._meta.label
            for model in rows.kept_models()
            if any(
                ours != theirs for ours, theirs in zip_longest(rows.lines_of(model), rows.lines_of(model, using=target))
            )
        ]


def _fill(tables, using=DEFAULT_DB_ALIAS):
    """Replace what ``migrate`` has stored with the rows of ``tables``: (model, lines, last key)."""
    rows.clear(using)
    for model, lines, last_key in tables:
        rows.insert(model, lines, using=using)
        if last_key is not None:
            rows.set_last_key(model, last_key, using=using)
