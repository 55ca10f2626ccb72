import json
from pathlib import Path

from django.core.exceptions import PermissionDenied, ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _

from documents import kinds, worker
from documents.actions import drafting
from documents.models import Document
from ledgers.management.arguments import active_user
from organizations.models import Organization


class Command(BaseCommand):
    help = "Draft a paper of a unit about a month and make its Word file at once, without a worker."

    def add_arguments(self, parser):
        parser.add_argument("kind", metavar="KIND", help="key of a kind of paper, such as circular")
        parser.add_argument("--unit", required=True, metavar="CODE", help="code of the unit that writes the paper")
        parser.add_argument("--month", required=True, metavar="YYYY-MM", help="the month that it is about")
        parser.add_argument("--by", required=True, metavar="USERNAME", help="an editor or manager of the unit")
        parser.add_argument("--out", metavar="FILE", help="write the Word file to this file too")
        parser.add_argument(
            "--json", metavar="FILE", help="write the content as JSON to this file too, or - for output"
        )

    def handle(self, *args, **options):
        by, unit, on = active_user(options["by"]), _unit(options["unit"]), timezone.localdate()
        try:
            draft = drafting.draft(_kind(options["kind"]), unit, options["month"], by=by, on=on)
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from None
        except PermissionDenied as error:
            raise CommandError(str(error)) from None
        worker.make(Document, draft.pk, on=on)
        document = Document.objects.get(pk=draft.pk)
        if not document.is_made:
            raise CommandError(document.message or _("另一个进程正在生成这份公文，请到页面上查看。"))
        self._write(document, options)

    def _write(self, document, options):
        if options["out"]:
            with document.file.open("rb") as file:
                _write_file(options["out"], file.read())
        text = json.dumps(document.content, ensure_ascii=False, indent=2)
        if options["json"] == "-":
            self.stdout.write(text)
            return
        if options["json"]:
            _write_file(options["json"], f"{text}\n".encode())
        values = {"title": document.title, "pk": document.pk, "length": document.length}
        self.stdout.write(_("已生成草稿《%(title)s》（编号 %(pk)s），正文 %(length)s 字。") % values)


def _kind(key):
    try:
        return kinds.get(key)
    except LookupError:
        known = "、".join(kind.key for kind in kinds.all_kinds())
        raise CommandError(_("没有公文种类“%(key)s”，现有的是：%(keys)s。") % {"key": key, "keys": known}) from None


def _unit(code):
    unit = Organization.objects.filter(code=code).first()
    if unit is None:
        raise CommandError(_("没有代码为“%(code)s”的单位，请核对代码。") % {"code": code})
    return unit


def _write_file(path, content):
    try:
        Path(path).write_bytes(content)
    except OSError as error:
        values = {"path": path, "reason": error.strerror}
        raise CommandError(_("无法写入文件 %(path)s：%(reason)s。") % values) from None
