from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from audit.context import origin
from files.dates import DayError, read_day
from organizations.actions import Below
from organizations.ending import MergeForm, consequences, may_change_tree
from organizations.models import Organization, User


class Command(BaseCommand):
    help = "Merge units into another one, by the rules and rights of the page of the admin: all of it or nothing."

    def add_arguments(self, parser):
        parser.add_argument("codes", metavar="CODE", nargs="+", help="code of a unit that ends")
        parser.add_argument("--into", required=True, metavar="CODE", help="code of the unit that replaces them")
        parser.add_argument("--last-day", required=True, metavar="DATE", help="their last day in force, as 2026-06-30")
        parser.add_argument("--by", required=True, metavar="USERNAME", help="the account whose scope and name are used")

    def handle(self, *, codes, into, last_day, by, **options):
        user = _user(by)
        units = [_unit(code, user) for code in dict.fromkeys(codes)]
        data = {"last_day": _day(last_day).isoformat(), "successor": _unit(into, user).code}
        form = MergeForm(data | {"below": Below.MOVE, "hand_over": "on"}, units=units, user=user)
        with origin(source="command", reference="merge_units"):
            if not form.is_valid():
                raise CommandError("\n".join(message for messages in form.errors.values() for message in messages))
            sentences = consequences(form)
            form.apply()
        for sentence in sentences:
            self.stdout.write(sentence)
        self.stdout.write(_("已合并 %(total)s 个单位。") % {"total": len(form.units)})


def _user(username):
    user = User.objects.filter(username=username, is_active=True).first()
    if user is None:
        raise CommandError(_("没有名为“%(by)s”的有效账号，请核对 --by。") % {"by": username})
    if not may_change_tree(user):
        raise CommandError(_("账号“%(by)s”没有调整组织机构的权限，请换用管理后台的账号。") % {"by": username})
    return user


def _unit(code, user):
    unit = Organization.objects.visible_to(user).filter(code=code.strip()).first()
    if unit is None:
        raise CommandError(_("账号的管理范围内没有代码为“%(code)s”的单位，请核对代码。") % {"code": code})
    return unit


def _day(text):
    try:
        return read_day(text)
    except DayError as error:
        raise CommandError(_("--last-day：%(problem)s") % {"problem": error}) from error
