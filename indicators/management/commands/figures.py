import json
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _

from files.dates import EARLIEST, LATEST, read_day
from indicators import gap, registry
from indicators.figures import day_of_year, figures_of
from organizations.models import Organization
from pages.templatetags.portal import percent


class Command(BaseCommand):
    help = "Show the indicators of units as of a day: counted now, or as they were frozen at the end of a span."

    def add_arguments(self, parser):
        parser.add_argument("--key", action="append", default=[], help="key of an indicator; all without it")
        parser.add_argument("--unit", action="append", default=[], metavar="CODE", help="unit; all roots without it")
        parser.add_argument("--on", type=read_day, metavar="DATE", help="day as of which to count, as 2026-05-31")
        parser.add_argument("--year", type=int, help="count as of the last day of this year, today in the running one")
        parser.add_argument("--gap", action="store_true", help="list the elements with their states too")
        parser.add_argument("--json", metavar="OUT", help="write JSON to this file, or to standard output for -")

    def handle(self, *args, **options):
        on = _day(options["on"], options["year"])
        indicators, units = _indicators(options["key"]), _units(options["unit"])
        figures = [figure for unit in units for figure in figures_of(unit, indicators, on=on)]
        entries = [figure.as_json() for figure in figures]
        if options["gap"]:
            entries = [entry | {"rows": _rows(figure)} for figure, entry in zip(figures, entries, strict=True)]
        if options["json"] is None:
            return self._print(figures, entries)
        text = json.dumps(entries, ensure_ascii=False, indent=2)
        if options["json"] == "-":
            return self.stdout.write(text)
        try:
            Path(options["json"]).write_text(f"{text}\n", encoding="utf-8")
        except OSError as error:
            values = {"path": options["json"], "reason": error.strerror}
            raise CommandError(_("无法写入文件 %(path)s：%(reason)s。") % values) from None

    def _print(self, figures, entries):
        for figure, entry in zip(figures, entries, strict=True):
            self.stdout.write(_sentence(figure))
            for row in entry.get("rows", ()):
                self.stdout.write(f"    {gap.State(row['state']).label}  {row['code']}  {row['label']}")


def _day(on, year):
    today = timezone.localdate()
    if year is None:
        return on or today
    if not EARLIEST <= year <= LATEST:
        raise CommandError(_("年份应在 2000 至 2099 之间。"))
    if on and on.year != year:
        raise CommandError(_("--on 的日期不在 --year 的年度内，请只写其中一个。"))
    return on or day_of_year(year, today=today)


def _indicators(keys):
    declared = {indicator.key: indicator for indicator in registry.all_indicators()}
    for key in keys:
        if key not in declared:
            wording = {"key": key, "keys": "、".join(declared)}
            raise CommandError(_("没有指标“%(key)s”，现有的指标是：%(keys)s。") % wording)
    return [declared[key] for key in dict.fromkeys(keys)] or list(declared.values())


def _units(codes):
    if not codes:
        return list(Organization.objects.roots())
    units = {unit.code: unit for unit in Organization.objects.filter(code__in=codes)}
    for code in codes:
        if code not in units:
            raise CommandError(_("没有代码为“%(code)s”的单位，请核对代码。") % {"code": code})
    return [units[code] for code in dict.fromkeys(codes)]


def _rows(figure):
    elements = gap.elements(figure.indicator, figure.organization, on=figure.span.last_day)
    return [
        {"label": gap.label_of(element), "code": gap.place_of(element).code, "state": element.gap_state}
        for element in elements
    ]


def _sentence(figure):
    counts = figure.counts
    values = {
        "unit": figure.organization.label,
        "item": figure.indicator.item,
        "label": figure.indicator.label,
        "span": figure.span.key,
        "numerator": counts.numerator,
        "denominator": counts.denominator,
        "rate": percent(figure.rate),
        "unknown": counts.unknown,
        "waiting": counts.waiting,
    }
    sentence = _(
        "%(unit)s　%(item)s %(label)s（%(span)s）：%(numerator)s / %(denominator)s，%(rate)s；"
        "不明 %(unknown)s，待核实 %(waiting)s"
    )
    text = sentence % values
    if figure.frozen:
        text += _("；%(at)s 定格") % {"at": f"{timezone.localtime(figure.frozen.at):%Y-%m-%d}"}
    if figure.corrected is not None:
        wording = {"numerator": figure.corrected.numerator, "denominator": figure.corrected.denominator}
        text += _("，更正后 %(numerator)s / %(denominator)s") % wording
    return text
