"""Read a speech or notice from a file: show its demands, write them as JSON, or store it with its proposals."""

import json
from pathlib import Path

from django.core.exceptions import PermissionDenied, ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from files.dates import read_day
from tasks.management.arguments import manager_account
from tasks.reading import DirectiveError, as_dict, read_file
from tasks.reading.levels import AREA, EXAMPLES


class Command(BaseCommand):
    """The directive is stored if ``--by`` is given or ``--json`` is not; nothing else needs the database."""

    help = _("读取讲话或通知（.txt、.docx），列出领域、任务、数量要求和期限；可写成 JSON，或存入平台待确认。")
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path, help=_("讲话或通知文件"))
        parser.add_argument("--year", type=int, required=True, help=_("文中“今年”是哪一年"))
        parser.add_argument("--issued-on", type=read_day, help=_("发文日期，如 2020-05-20"))
        parser.add_argument(
            "--level",
            default="",
            choices=[AREA, *EXAMPLES.values()],
            metavar="LEVEL",
            help=_("任务分派到哪一层，如（一）、1.；不写则由文件的层次决定"),
        )
        parser.add_argument("--json", metavar="OUT", help=_("把结果写入这个 JSON 文件；写 - 则输出到屏幕"))
        parser.add_argument("--by", metavar="USERNAME", help=_("以这个账号的名义存入平台"))
        parser.add_argument("--title", default="", help=_("标题；不写则取文中标题"))
        parser.add_argument("--issuer", default="", help=_("发文人或单位"))

    def handle(self, *, file, year, issued_on, level, json, by, title, issuer, **options):
        content = _content(file)
        outline = self._read(content, file, year=year, issued_on=issued_on, levels={"": level} if level else {})
        if json:
            self._write(outline, json)
        if by or not json:
            self._store(
                content, file.name, by, level, base_year=year, issued_on=outline.issued_on, title=title, issuer=issuer
            )
        if json != "-":
            self._summarize(outline)

    def _read(self, content, file, **options):
        try:
            return read_file(content, file.name, **options)
        except DirectiveError as error:
            raise CommandError(str(error)) from error

    def _write(self, outline, target):
        text = json.dumps(as_dict(outline), ensure_ascii=False, indent=2) + "\n"
        if target == "-":
            self.stdout.write(text, ending="")
            return
        try:
            Path(target).write_text(text, encoding="utf-8")
        except OSError as error:
            raise CommandError(
                _("无法写入“%(file)s”：%(reason)s") % {"file": target, "reason": error.strerror}
            ) from error

    def _store(self, content, name, by, level, **details):
        from tasks import actions

        try:
            account = manager_account(by)
            directive = actions.create_directive(by=account, content=content, file_name=name, **details)
            if level:
                actions.choose_level(directive, by=account, level=level)
        except ValidationError as error:
            raise CommandError("；".join(error.messages)) from error
        except PermissionDenied as error:
            raise CommandError(str(error)) from error
        self.stdout.write(_("已存入部署文件“%(title)s”，任务建议待确认。") % {"title": directive.title})

    def _summarize(self, outline):
        counts = {"areas": len(outline.areas), "tasks": len(outline.tasks)}
        self.stdout.write(_("共 %(areas)d 个领域、%(tasks)d 项任务。") % counts)
        for task in outline.tasks:
            day = task.deadline.day.isoformat() if task.deadline.day else _("未定")
            self.stdout.write(f"{task.number}\t{task.title}\t{day}\t{task.deadline.label.value}")


def _content(file):
    try:
        return file.read_bytes()
    except OSError as error:
        raise CommandError(_("无法读取“%(file)s”：%(reason)s") % {"file": file, "reason": error.strerror}) from error
