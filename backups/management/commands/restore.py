from contextlib import closing
from pathlib import Path

from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from backups import restoring
from backups.archive import Archive
from config.runtime import hold_lock


class Command(BaseCommand):
    help = "Fills an empty portal (database of DATABASE_URL, files in PRIVATE_ROOT) from a backup."

    def add_arguments(self, parser):
        parser.add_argument("backup", type=Path, help="the folder of one backup")

    def handle(self, *, backup, **options):
        archive = Archive(backup)
        with closing(hold_lock()):
            call_command("migrate", verbosity=0, interactive=False)
            try:
                restoring.check_restorable(archive)
            except ValidationError as error:
                raise CommandError("\n".join(error.messages)) from error
            restoring.restore(archive)
        for name in restoring.foreign_keys_of(archive):
            self.stderr.write(self.style.WARNING(self._of_key(name)))
        self.stdout.write(_("已从 %(folder)s 恢复。请运行 verify_audit 核对历史记录。") % {"folder": backup})

    def _of_key(self, name):
        if name == "AUDIT_SEAL_KEY":
            return _("AUDIT_SEAL_KEY 与备份时不同，原有的封存无法校验，请改回原来的密钥。")
        return _("%(name)s 与备份时不同，已发出的链接和登录状态失效。") % {"name": name}
