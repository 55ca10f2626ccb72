import json
from pathlib import Path

from django.core.exceptions import PermissionDenied, ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _

from audit.context import origin
from files.dates import DayError, read_day
from files.errors import FileError
from ledgers import actions, declarations
from ledgers.actions import rights
from ledgers.batch_writer import StoreConflictError
from ledgers.declarations import Tenure
from ledgers.full_list import missing_in
from ledgers.preview import prepare
from ledgers.reading.accepting import ALL_DOUBTFUL
from ledgers.reading.table_columns import LIKELY_COLUMN
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
        doubtful = "take doubtful rows as they stand; each of their records remembers it"
        parser.add_argument("--accept-doubtful", action="store_true", help=doubtful)
        likely = "also read the columns whose meaning is only likely; the report says which and why"
        parser.add_argument("--accept-likely", action="store_true", help=likely)
        full_list = "the file names everybody of the register in the unit of --within, or in the one that it names"
        parser.add_argument("--full-list", action="store_true", help=full_list)
        leave_on = "with --full-list: the last day of all who are missing in the file"
        parser.add_argument("--leave-on", metavar="DATE", help=leave_on)
        parser.add_argument("--leave-reason", default="", metavar="CODE", help="a code of the table leaving_reasons")

    def handle(self, *, type, file, by, year, within, commit, report, **options):
        user = _user(by, writes=bool(commit))
        data = _data(file)
        if report and not report.resolve().parent.is_dir():
            raise CommandError(_("没有文件夹“%(path)s”，写不了报告。") % {"path": report.resolve().parent})
        key, scope = _ledger_key(type), _unit(within, user)
        last_day = _last_day(commit=commit, **options)
        with origin(source="command", reference=f"import_ledger {file.name}"[:200]):
            accepted = ALL_DOUBTFUL if options["accept_doubtful"] else None
            accepting = {"accepted": accepted, "accept_likely": options["accept_likely"]}
            prepared = _prepared(data, file.name, user, scope, key, year, **accepting)
            if all(sheet["skipped"] for sheet in prepared.staged.sheets):
                _write_report(report, prepared)
                raise CommandError(" ".join(warning["message"] for warning in prepared.staged.warnings))
            batch, covers, missing = None, None, []
            if options["full_list"]:
                _write_report(report, prepared)  # stays where the list is refused
                covers = _covered(prepared, scope, user)
                missing = _missing(prepared, covers)
            if commit:
                source = {"data": data, "file_name": file.name, "asked_key": key}
                leaving = {"covers": covers, "last_day": last_day, "reason": options["leave_reason"]}
                batch = _stored(prepared, by=user, within=scope, year=year, mode=commit, **source, **leaving)
        _write_report(report, prepared, batch, leavers=_leavers(missing, user) if covers else None)
        self._tell(prepared, batch, missing)

    def _tell(self, prepared, batch, missing):
        counts = batch.counts if batch else prepared.counts
        sentence = _("新增 %(new)d 行，更新 %(changed)d 行，无变化 %(unchanged)d 行，有问题 %(held_back)d 行。")
        sentence %= counts
        if leaving := counts.get("leaving"):
            sentence += _("登记离任（撤销）%(leaving)d 行。") % {"leaving": leaving}
        if accepted := {(doubt["sheet"], doubt["row"]) for doubt in prepared.staged.accepted}:
            sentence += _("其中按原样接受存疑的 %(count)d 行。") % {"count": len(accepted)}
        if missing:
            sentence += _("在册（在任）而名单里没有的 %(count)d 行。") % {"count": len(missing)}
        ledger = declarations.get(prepared.staged.ledger_key)
        tail = _("没有写入任何数据。")
        if batch:
            tail = _("已写入，批次 %(pk)d。") % {"pk": batch.pk}
        if batch and missing:
            tail += _("共登记离任（撤销）%(ended)d 行。") % {"ended": batch.summary["ended"]}
        self.stdout.write(f"{ledger.title}：{sentence}{tail}")
        for warning in _guesses(prepared.staged):
            self.stdout.write(warning)


def _guesses(staged):
    """Return what to say of the columns that were not read because their meaning is only likely."""
    return [
        warning["message"]
        for facts in staged.sheets
        for warning in facts["warnings"]
        if warning["reason"] == LIKELY_COLUMN
    ]


def _prepared(data, name, user, scope, key, year, **accepting):
    options = {"within": scope, "ledger": key, "year": year, "report": True, **accepting}
    try:
        return prepare(data, name, by=user, default_year=timezone.localdate().year, **options)
    except FileError as error:
        raise CommandError(error.message) from error
    except ReadingFaultError as error:
        raise CommandError(_("读取文件时出错：%(error)s") % {"error": error}) from error


def _stored(prepared, **options):
    try:
        return actions.import_at_once(prepared, **options)
    except PermissionDenied as error:
        raise CommandError(str(error)) from error
    except ValidationError as error:
        raise CommandError(" ".join(error.messages)) from error
    except StoreConflictError as error:
        raise CommandError(_("同一台账正被别人修改，没有写入任何数据，请再运行一次。")) from error


def _last_day(*, commit, full_list, leave_on, leave_reason, **options):
    """Return the day of --leave-on; refused where it could not mean anything."""
    if not leave_on and not leave_reason:
        return None
    if not (leave_on and leave_reason and full_list and commit):
        raise CommandError(_("--leave-on 和 --leave-reason 要一起使用，并且只和 --full-list、--commit 一起使用。"))
    try:
        return read_day(leave_on)
    except DayError as error:
        raise CommandError(str(error)) from error


def _covered(prepared, scope, user):
    """Return the unit whose full list the file is: that of --within, or the only one that its sheets name."""
    if scope:
        return scope
    contexts = [facts["context"] for facts in prepared.staged.sheets if not facts["skipped"]]
    codes = {context["place"] if set(context["sources"]) - {"scope"} else "" for context in contexts}
    code = codes.pop() if len(codes) == 1 else ""
    unit = Organization.objects.visible_to(user).filter(code=code).first() if code else None
    if unit is None:
        raise CommandError(_("看不出这份表是哪个单位的全部名单，请用 --within 写明单位代码。"))
    return unit


def _missing(prepared, covers):
    """Return the records in force that the full list does not contain; refused while rows are held back."""
    ledger = declarations.get(prepared.staged.ledger_key)
    if ledger.tenure != Tenure.REGISTER:
        raise CommandError(_("“%(title)s”不是名册，不能作为全部名单。") % {"title": ledger.title})
    if held := prepared.counts["held_back"]:
        message = _("还有 %(count)d 行有问题，这些行里的人（事项）会被误认为已不在名单中。请先改正或删去这些行。")
        raise CommandError(message % {"count": held})
    return missing_in(ledger, covers, prepared.result.matched)


def _leavers(missing, user):
    """Return the proposed leavers as plain data."""
    return [
        {"record": record.pk, "code": record.organization.code, "label": record.label_for(user)} for record in missing
    ]


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


def _write_report(path, prepared, batch=None, leavers=None):
    """Write the report; ``leavers`` are those whom a full list proposes to leave."""
    if path is None:
        return
    content = prepared.staged.report | {"counts": batch.counts if batch else prepared.counts}
    if leavers is not None:
        content["proposed_leavers"] = leavers
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
