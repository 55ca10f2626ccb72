from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _

from audit.context import origin
from files.dates import read_day
from organizations import loading, treefile

NAMED = 50


class Command(BaseCommand):
    help = "Load the organization tree from a CSV file: all or nothing; loading it again changes nothing."

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path, help="CSV with the columns code, name, level, parent_code, kind")
        parser.add_argument("--valid-from", type=read_day, help="first day of new units, as 2025-01-01")

    def handle(self, *args, **options):
        path = options["file"]
        try:
            with origin(reference=path.name[:200]):
                tree_file = treefile.read(path.read_bytes())
                plan = loading.load(
                    tree_file, on=timezone.localdate(), valid_from=options["valid_from"], source=path.name
                )
        except OSError as error:
            raise CommandError(_("无法读取文件 %(path)s：%(reason)s。") % _failure(path, error)) from None
        except treefile.TreeFileError as error:
            head = _("文件 %(path)s 有问题，什么都没有写入：") % {"path": path}
            raise CommandError("\n".join([head, *map(str, error.problems)])) from None
        self._report(plan, tree_file)

    def _report(self, plan, tree_file):
        summary = _("新增 %(added)s 个，变更 %(changed)s 个，未变 %(unchanged)s 个，文件中缺少 %(missing)s 个。")
        self.stdout.write(summary % plan.counts())
        for change in plan.moved:
            self.stdout.write(_("上级改变：%(name)s（%(code)s）由 %(before)s 改为 %(after)s。") % _move(change))
        self._name(_("文件中缺少，未作停用处理："), plan.missing)
        self._name(_("文件中仍有，平台中已停用，保持停用："), plan.ended)
        if tree_file.unused:
            self.stdout.write(_("没有使用的列：%(titles)s。") % {"titles": "、".join(tree_file.unused)})

    def _name(self, head, units):
        if not units:
            return
        self.stdout.write(head)
        for unit in units[:NAMED]:
            self.stdout.write(f"  {unit.code} {unit.name}")
        if len(units) > NAMED:
            self.stdout.write(_("  另有 %(more)s 个未列出。") % {"more": len(units) - NAMED})


def _failure(path, error):
    return {"path": path, "reason": error.strerror or error}


def _move(change):
    before, after = change.fields["parent_code"]
    return {"name": change.row.name, "code": change.row.code, "before": before or "—", "after": after or "—"}
