import json
from pathlib import Path

from django.core.exceptions import PermissionDenied, ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _

from audit.context import origin
from files.errors import FileError
from ledgers import actions, declarations
from ledgers.actions import rights
from ledgers.batch_writer import StoreConflictError
from ledgers.preview import prepare
from ledgers.reading_child import ReadingFaultError
from organizations.models import Organization, User


class Command(BaseCommand):
    help = "Read a ledger file, say what storing it would do, and store it if --commit is given."

    def add_arguments(self, parser):
        parser.add_argument("type", metavar="TYPE", help="key of a ledger, or auto")
        parser.add_argument("file", metavar="FILE", type=Path)
        parser.add_argument("--by", required=True, metavar="USERNAME", help="the account whose scope and name are used")
        parser.add_argument("--year", type=int, help="overrules the year that the file names")
        parser.add_argument("--within", metavar="CODE", help="code of the unit that the rows lie in")
        parser.add_argument("--commit", choices=["good", "all"], help="store the good rows, or all or nothing")
        parser.add_argument("--report", type=Path, metavar="OUT.json", help="write what was read, as JSON")

    def handle(self, *, type, file, by, year, within, commit, report, **options):
        user = _user(by, writes=bool(commit))
        data = _data(file)
        if report and not report.resolve().parent.is_dir():
            raise CommandError(_("没有文件夹“%(path)s”，写不了报告。") % {"path": report.resolve().parent})
        key = _ledger_key(type)
        scope = _unit(within, user)
        with origin(source="command", reference=f"import_ledger {file.name}"[:200]):
            try:
                prepared = prepare(
                    data,
                    file.name,
                    by=user,
                    within=scope,
                    ledger=key,
                    year=year,
                    default_year=timezone.localdate().year,
                    report=True,
                )
            except FileError as error:
                raise CommandError(error.message) from error
            except ReadingFaultError as error:
                raise CommandError(_("读取文件时出错：%(error)s") % {"error": error}) from error
            if all(sheet["skipped"] for sheet in prepared.staged.sheets):
                _write_report(report, prepared)
                raise CommandError(" ".join(warning["message"] for warning in prepared.staged.warnings))
            batch = self._store(prepared, file, data, user, scope, key, year, commit) if commit else None
        _write_report(report, prepared, batch)
        self._tell(prepared, batch)

    def _store(self, prepared, file, data, user, scope, key, year, commit):
        try:
            return actions.import_at_once(
                prepared, data=data, file_name=file.name, by=user, within=scope, asked_key=key, year=year, mode=commit
            )
        except PermissionDenied as error:
            raise CommandError(str(error)) from error
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        except StoreConflictError as error:
            raise CommandError(_("同一台账正被别人修改，没有写入任何数据，请再运行一次。")) from error

    def _tell(self, prepared, batch):
        counts = batch.counts if batch else prepared.counts
        sentence = (
            _("新增 %(new)d 行，更新 %(changed)d 行，无变化 %(unchanged)d 行，有问题 %(held_back)d 行。") % counts
        )
        if leaving := counts.get("leaving"):
            sentence += _("登记离任（撤销）%(leaving)d 行。") % {"leaving": leaving}
        ledger = declarations.get(prepared.staged.ledger_key)
        tail = _("已写入，批次 %(pk)d。") % {"pk": batch.pk} if batch else _("没有写入任何数据。")
        self.stdout.write(f"{ledger.title}：{sentence}{tail}")


def _user(username, *, writes):
    user = User.objects.filter(username=username).select_related("organization").first()
    if user is None:
        raise CommandError(_("没有账号“%(name)s”。") % {"name": username})
    if not user.is_active or (writes and not rights.may_import(user)):
        raise CommandError(_("账号“%(name)s”没有填报权限。") % {"name": username})
    return user


def _data(path):
    try:
        return path.read_bytes()
    except OSError as error:
        raise CommandError(_("打不开文件“%(path)s”：%(error)s。") % {"path": path, "error": error.strerror}) from error


def _ledger_key(text):
    keys = [ledger.key for ledger in declarations.all_ledgers()]
    if text not in ("auto", *keys):
        raise CommandError(_("没有台账类型“%(key)s”，可用：auto、%(keys)s。") % {"key": text, "keys": "、".join(keys)})
    return text


def _unit(code, user):
    if not code:
        return None
    unit = Organization.objects.visible_to(user).filter(code=code).first()
    if unit is None:
        raise CommandError(_("账号的管理范围内没有代码为“%(code)s”的单位。") % {"code": code})
    return unit


def _write_report(path, prepared, batch=None):
    if path is None:
        return
    content = prepared.staged.report | {"counts": batch.counts if batch else prepared.counts}
    if prepared.result.duplicates:
        content["duplicate_keys"] = [
            {
                "sheet": prepared.staged.sheets[prepared.dataset.rows[index][0]]["name"],
                "row": prepared.dataset.rows[index][1],
                "duplicate_of": prepared.dataset.rows[duplicate_index][1],
            }
            for index, duplicate_index in sorted(prepared.result.duplicates.items())
        ]
    try:
        path.write_text(json.dumps(content, ensure_ascii=False, indent=2), encoding="utf-8")
    except OSError as error:
        raise CommandError(_("写不了报告“%(path)s”：%(error)s。") % {"path": path, "error": error.strerror}) from error
