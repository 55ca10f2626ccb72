import json

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _

from dashboards.burden import NAMES, Burden
from files.dates import read_day
from ledgers import declarations
from organizations.models import Organization
from pages.templatetags.portal import percent


class Command(BaseCommand):
    help = "Show how many cells a year the portal asks of a county, a township and a village, and how they came in."

    def add_arguments(self, parser):
        parser.add_argument("--unit", action="append", default=[], metavar="CODE", help="unit; all roots without it")
        parser.add_argument("--on", type=read_day, metavar="DATE", help="day as of which to count; today without it")
        parser.add_argument("--json", action="store_true", help="write JSON to standard output")

    def handle(self, *args, **options):
        on = options["on"] or timezone.localdate()
        found = [Burden(unit, declarations.all_ledgers(), on=on) for unit in _units(options["unit"])]
        if options["json"]:
            return self.stdout.write(json.dumps([burden.as_json() for burden in found], ensure_ascii=False, indent=2))
        for burden in found:
            self._print(burden)

    def _print(self, burden):
        self.stdout.write(_("%(unit)s　%(year)s 年") % {"unit": burden.unit.label, "year": burden.year})
        for level, cells in burden.each.items():
            self.stdout.write(_("每个%(unit)s每年 %(cells)s 格") % {"unit": NAMES[level], "cells": cells})
        wording = _(
            "今年共 %(cells)s 格：导入 %(imported)s，手工填写 %(typed)s，上年沿用 %(carried)s，自动计算 %(computed)s；"
            "不用手工填写的占 %(share)s"
        )
        self.stdout.write(wording % (burden.totals | {"share": percent(burden.saved_share)}))


def _units(codes):
    if not codes:
        return list(Organization.objects.roots())
    units = {unit.code: unit for unit in Organization.objects.filter(code__in=codes)}
    for code in codes:
        if code not in units:
            raise CommandError(_("没有代码为“%(code)s”的单位，请核对代码。") % {"code": code})
    return [units[code] for code in dict.fromkeys(codes)]
