"""List what a directive demands with what proves each demand, or load such a list from a CSV file."""

import json
from pathlib import Path

from django.core.exceptions import PermissionDenied, ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _

from tasks import proven
from tasks.actions.demands import load_demands
from tasks.demand_list import read_rows
from tasks.management.arguments import manager_account
from tasks.models import Directive


class Command(BaseCommand):
    help = _("列出部署文件的原文要求，以及由哪些台账、指标证明；也可以从 CSV 载入要求清单。")

    def add_arguments(self, parser):
        parser.add_argument("--directive", type=int, required=True, help=_("部署文件的编号（网址里的数字）"))
        parser.add_argument("--json", nargs="?", const="-", metavar="OUT", help=_("写成 JSON；不写文件名则输出到屏幕"))
        parser.add_argument(
            "--load",
            type=Path,
            metavar="CSV",
            help=_("载入清单，列名为 number,item,phrase,addressees,proofs,reason；多项证明用空格分开"),
        )
        parser.add_argument("--by", metavar="USERNAME", default="", help=_("以这个账号的名义；不写则为市级管理账号"))

    def handle(self, *, directive, json, load, by, **options):
        account = manager_account(by)
        found = Directive.objects.visible_to(account).select_related("organization").filter(pk=directive).first()
        if found is None:
            raise CommandError(_("没有编号为 %(pk)s 的部署文件，或不在这个账号的范围内。") % {"pk": directive})
        if load:
            self._load(found, load, account)
        if json:
            self._write(found, json, account)
        elif not load:
            self._print(found, account)

    def _load(self, directive, path, account):
        try:
            demands = load_demands(directive, read_rows(path), by=account)
        except ValidationError as error:
            raise CommandError("\n".join(error.messages)) from error
        except PermissionDenied as error:
            raise CommandError(str(error)) from error
        self.stdout.write(_("已载入 %(count)d 条要求。") % {"count": len(demands)})

    def _write(self, directive, target, account):
        entries = proven.as_json(directive, user=account, today=timezone.localdate())
        text = json.dumps(entries, ensure_ascii=False, indent=2) + "\n"
        if target == "-":
            self.stdout.write(text, ending="")
            return
        try:
            Path(target).write_text(text, encoding="utf-8")
        except OSError as error:
            wording = {"file": target, "reason": error.strerror}
            raise CommandError(_("无法写入“%(file)s”：%(reason)s") % wording) from error

    def _print(self, directive, account):
        for entry in proven.as_json(directive, user=account, today=timezone.localdate()):
            shown = "、".join(proof["label"] for proof in entry["proofs"]) or entry["reason"] or _("尚未说明")
            self.stdout.write(f"{entry['number']}\t{entry['item']}\t{entry['phrase']}\t{shown}")
