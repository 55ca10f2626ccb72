"""The way of a weak village (软弱涣散村): listed, planned, rectified, accepted by two levels, watched for a year.

The stages follow the practice that ``domain`` A2.1 found: the township applies, it and the county accept one after the
other, a year of follow-up comes after. Nobody is struck off while a problem is open. A village that relapses begins a
new round: another case, which names the earlier ones by their place.
"""

from calendar import monthrange
from datetime import date

from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from ledgers.actions import add_record
from rectification.models import WeakCase, WeakOrg
from workflows import actions
from workflows.declarations import Stage, Step, Workflow, day, declare, editor, manager, number, text

WATCH_MONTHS = 12  # follow-up after a village is struck off (domain A2.1)


def ledger_stage(case):
    """Return the stage that the problems of ``case`` speak for; "" if it has none."""
    problems = list(case.lines.all())
    if not problems:
        return ""
    if all(problem.rectified for problem in problems):
        return "delisted" if all(problem.done_on for problem in problems) else "applied"
    if any(problem.start_on or problem.rectified is not None for problem in problems):
        return "rectifying"
    return "planned" if all(problem.measures and problem.deadline for problem in problems) else "listed"


def ledger_since(case, stage):
    """Return since when the ledger says that ``case`` is in ``stage``, None if it does not say.

    That is the 确定时间 of the case, the first 开始时间 of its problems, or the last 销号时间.
    """
    problems = list(case.lines.all())
    if stage == "listed":
        return _last_day(case.listed_on)
    if stage == "rectifying":
        return min(filter(None, (_last_day(problem.start_on) for problem in problems)), default=None)
    return max(_last_day(problem.done_on) for problem in problems) if stage == "delisted" else None


def last_deadline(case):
    """Return the last 完成时限 of the problems of ``case``; None if none has one."""
    return max(filter(None, (_last_day(problem.deadline) for problem in case.lines.all())), default=None)


def _last_day(text):
    """Return the day of a partial date, the last one of a month; None without one."""
    if not text:
        return None
    year, month, *days = map(int, text.split("-"))
    return date(year, month, days[0] if days else monthrange(year, month)[1])


def has_plan(case, *, on):
    """Guard: every problem has its measure and its deadline (一村一策)."""
    count = sum(not (problem.measures and problem.deadline) for problem in case.lines.all())
    if count:
        return _t("还有 %(count)d 个问题没有整顿措施或完成时限，请先在台账中填写。") % {"count": count}
    return None


def problems_closed(case, *, on):
    """Guard: every problem is rectified; a blank is unknown and does not count as yes."""
    problems = list(case.lines.all())
    still_open = sum(problem.rectified is False for problem in problems)
    unknown = sum(problem.rectified is None for problem in problems)
    if still_open or unknown:
        values = {"open": still_open, "unknown": unknown}
        return _t("还有 %(open)d 个问题没有整顿到位、%(unknown)d 个没有填写是否整顿到位，全部解决后才能办理。") % values
    return None


def problems_confirmed(case, *, on):
    """Guard: the rows about all problems are confirmed, since figures count only those."""
    count = sum(problem.state != WeakOrg.State.CONFIRMED for problem in case.lines.all())
    if count:
        return _t("台账中还有 %(count)d 个问题的内容待核实，核实后才能销号。") % {"count": count}
    return None


def rounds_of(case):
    """Return the cases of the same village, the oldest first."""
    cases = WeakCase.objects.filter(organization=case.organization_id).order_by("listed_on", "pk")
    return list(cases)


def _later_rounds(case):
    rounds = rounds_of(case)
    return rounds[[other.pk for other in rounds].index(case.pk) + 1 :]


def open_next_round(case, *, by, on, values):
    """Effect of a relapse: list the village again, unless a sheet has done so already.

    The new case begins with one problem, which says why the village came back. Whoever decided on the relapse has
    decided on the listing too.
    """
    if _later_rounds(case):
        return
    problem = {"problem": values["reason"], "listed_on": on.isoformat()}
    line = add_record(WeakOrg, by=by, organization=case.organization, year=on.year, values=problem, on=on)
    actions.confirm_claim(WEAK_CASE, line.head, by=by, seen=1, on=on)


def has_no_later_round(case, *, on):
    """Guard of a void: the next round that a relapse opened must be deleted first."""
    return _t("这个村已列入下一轮整顿，请先在台账中删除下一轮的记录。") if _later_rounds(case) else None


WEAK_CASE = declare(
    Workflow(
        key="weak_case",
        title=_("软弱涣散村整顿流程"),
        description=_("列入、定方案、整顿、申请验收、乡镇验收、县级销号、跟踪一年；反弹的重新列入，开始下一轮。"),
        ledger="weak_org",
        stages=(
            Stage("listed", _("已列入"), days=30),
            Stage("planned", _("已定方案"), days=15, working=True),
            Stage("rectifying", _("整顿中"), until=last_deadline, asked_before=15),
            Stage("applied", _("申请验收"), days=15, working=True),
            Stage("township_accepted", _("乡镇已验收"), days=15, working=True),
            Stage("delisted", _("已销号，跟踪中"), months=WATCH_MONTHS, asked_before=30),
            Stage("closed", _("跟踪期满")),
            Stage("relapsed", _("反弹"), side=True),
        ),
        steps=(
            Step("list", "→ listed", _("列入整顿"), who=manager("county")),
            Step(
                "plan",
                "listed → planned",
                _("确定整顿方案"),
                who=editor("township"),
                needs=(day("planned_on", _("方案确定时间")),),
                guards=(has_plan,),
                dated="planned_on",
            ),
            Step("start", "planned → rectifying", _("开始整顿"), who=editor("township")),
            Step(
                "apply",
                "rectifying → applied",
                _("申请验收"),
                who=editor("township"),
                needs=(text("result", _("整顿情况")),),
                guards=(problems_closed,),
            ),
            Step(
                "accept",
                "applied → township_accepted",
                _("乡镇验收通过"),
                who=manager("township", not_same_as="apply"),
                needs=(day("accepted_on", _("验收时间")),),
                guards=(problems_closed,),
                dated="accepted_on",
            ),
            Step(
                "delist",
                "township_accepted → delisted",
                _("县级验收销号"),
                who=manager("county", not_same_as="accept"),
                needs=(
                    day("delisted_on", _("验收时间")),
                    number("score", _("验收得分（百分制）")),
                    number("dissatisfied_percent", _("群众不满意率（%）")),
                ),
                guards=(problems_closed, problems_confirmed),
                dated="delisted_on",
            ),
            Step(
                "return",
                "applied township_accepted → rectifying",
                _("退回继续整顿"),
                who=manager("county"),
                needs=(text("reason", _("退回原因")),),
            ),
            Step(
                "close",
                "delisted → closed",
                _("跟踪期满，结束"),
                who=manager("county"),
                needs=(text("look_back", _("“回头看”结论")),),
                guards=(problems_closed,),
                only_when_due=True,
            ),
            Step(
                "relapse",
                "delisted closed → relapsed",
                _("认定反弹，重新列入"),
                who=manager("county"),
                needs=(text("reason", _("反弹的主要问题")),),
                void_guards=(has_no_later_round,),
                effect=open_next_round,
            ),
        ),
        claims=ledger_stage,
        claimed_since=ledger_since,
        rounds=rounds_of,
    )
)
