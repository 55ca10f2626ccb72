"""What the ledgers know about one village (一村一档): its rectification, its secretary and its Party organization."""

from datetime import date
from functools import cached_property
from itertools import groupby

from django.utils.translation import gettext as _

from dashboards.pictures import place_url
from ledgers.leaving import last_day
from ledgers.masking import mask_phone
from ledgers.record_days import opened_q
from ledgers.record_list import TONES, cell
from organizations.models import Organization
from rectification.indicators.villages import FOUR_ONES
from rectification.models import FirstSecretary, Reserve, Secretary, VillageProfile, VillageVisit, WeakOrg
from registers.models import Branch

ORDER = ("head__listed_on", "head_id", "pk")  # of problems: round after round
VISITORS = {"county_leader": "县级领导", "township_leader": "乡镇领导"}  # data: the rank of who visits


class VillageFile:
    """The file of ``village`` as ``user`` may read it, as of the day ``on``; about one query for each ledger.

    Values are the present ones, as in the lists of the ledgers. Names of persons are masked outside the own unit; whole
    phone numbers stand only on the page of the record, where each view is recorded.
    ``ledgers`` are the keys of those that hold records of the village in the year; the others are not asked.
    """

    def __init__(self, village, user, *, on, ledgers=()):
        self.village, self.user, self.on, self.ledgers = village, user, on, ledgers

    def _records(self, model):
        return model.objects.visible_to(self.user).filter(organization=self.village).select_related("organization")

    def _of_year(self, model):
        return self._records(model) if model.ledger().key in self.ledgers else model.objects.none()

    def _in_force(self, model):
        return self._of_year(model).in_force(on=self.on)

    def _text(self, record, field):
        return cell(record.ledger().column(field), record, self.user)["text"]

    # Rectification

    @cached_property
    def cases(self):
        """The rounds of rectification (整顿轮次), the earliest first, each as the list of its problems; one query."""
        problems = self._records(WeakOrg).filter(opened_q("head__listed_on", by=self.on))
        return _rounds(problems.order_by(*ORDER))

    @cached_property
    def case(self):
        """The newest round, if it was open in the year of the day; ``None`` for a village that is in order."""
        if not self.cases:
            return None
        newest = self.cases[-1]
        last = max((problem.done_on for problem in newest), default="")
        return newest if self._open(newest) or not last or last[:4] == str(self.on.year) else None

    def _open(self, problems):
        return [problem for problem in problems if not self._is_solved(problem)]

    def _is_solved(self, problem):
        """The rule of the indicator: rectified, and the closing day, if there is one, has come."""
        return problem.rectified is True and problem.done_on <= f"{self.on.isoformat()}T24:00"

    @cached_property
    def days_late(self):
        """By how many days the open problem that is late for the longest time is late; 0 if none is."""
        limits = [limit for problem in self._open(self.case or []) if (limit := _last_day(problem.deadline))]
        return max(0, *((self.on - limit).days for limit in limits), 0)

    @property
    def tag(self):
        """The state of the rectification in words."""
        if self.case is None:
            return None
        if not self._open(self.case):
            return {"label": _("已整顿到位"), "tone": "done"}
        if self.days_late > 0:
            return {"label": _("整顿逾期 %(days)s 天") % {"days": self.days_late}, "tone": "late"}
        return {"label": _("整顿中"), "tone": "warn"}

    @property
    def four_ones(self):
        """Who helps the village (四个一). A blank is unknown; that a post is vacant says only its register."""
        problem = self.case[0]
        helpers = []
        for slot in FOUR_ONES:
            column = problem.ledger().column(slot)
            text = self._text(problem, slot)
            note = self._visits_by(VISITORS[slot]) if slot in VISITORS else ""
            if slot == "first_secretary" and not text:
                text, note = self._first_secretary()
            helpers.append({"label": column.label, "text": text, "note": note})
        return helpers

    @cached_property
    def _visits(self):
        return list(self._of_year(VillageVisit).until_day(self.on).order_by("visited_on"))

    def _visits_by(self, rank):
        days = [visit.visited_on for visit in self._visits if visit.rank == rank]
        if not days:
            return ""
        return _("本年到村 %(count)s 次，最近 %(day)s") % {"count": len(days), "day": days[-1][5:]}

    @cached_property
    def first_secretary(self):
        """The first secretary in force, else ``None``; one query."""
        return self._in_force(FirstSecretary).order_by("pk").last()

    def _first_secretary(self):
        """Name and note of the first secretary by their register; of a vacant post for how long it has been vacant."""
        if self.first_secretary:
            return self._text(self.first_secretary, "name"), self.first_secretary.sent_by
        ended = self._records(FirstSecretary).filter(until__lt=self.on).order_by("until").last()
        return "", _("空缺 %(days)s 天") % {"days": (self.on - ended.until).days} if ended else ""

    @property
    def problems(self):
        """The problems of the round with measure, limit and result."""
        return [
            {
                "record": problem,
                "tag": self._result(problem),
                "state": problem.get_state_display(),
                "state_tone": TONES[problem.state],
            }
            for problem in self.case
        ]

    def _result(self, problem):
        if self._is_solved(problem):
            label = _("%(day)s 销号") % {"day": problem.done_on[5:]} if problem.done_on else _("已销号")
            return {"label": label, "tone": "done"}
        limit = _last_day(problem.deadline)
        if limit and limit < self.on:
            return {"label": _("逾期 %(days)s 天") % {"days": (self.on - limit).days}, "tone": "late"}
        if limit:
            return {"label": _("剩 %(days)s 天") % {"days": (limit - self.on).days}, "tone": "ok"}
        return {"label": _("未填时限"), "tone": "idle"}

    @property
    def rounds(self):
        """The rounds as entries of a timeline: listed, closed, and the limit of the open one."""
        entries = []
        for problems in self.cases:
            open_problems = self._open(problems)
            kinds = "、".join(dict.fromkeys(problem.weak_type for problem in problems if problem.weak_type))
            text = _("列入（%(kinds)s）") % {"kinds": kinds} if kinds else _("列入")
            entries.append({"when": problems[0].listed_on or _("时间未填"), "text": text, "state": "did"})
            if open_problems:
                entries[-1]["state"] = "now"
                limits = sorted(filter(None, (problem.deadline for problem in open_problems)))
                if limits:
                    state = "late" if _last_day(limits[0]) < self.on else ""
                    entries.append({"when": limits[0], "text": _("整改时限"), "state": state})
            else:
                done_on = max(problem.done_on for problem in problems)
                entries.append({"when": done_on or _("时间未填"), "text": _("销号"), "state": "did"})
        return entries

    # The village

    @cached_property
    def branch(self):
        """The Party organization of the village with the most members; ``None`` without one; one query."""
        branches = list(self._in_force(Branch).order_by("pk"))
        return max(branches, key=lambda branch: branch.members or 0, default=None)

    @cached_property
    def secretaries(self):
        return list(self._in_force(Secretary).order_by("pk"))

    @property
    def lead(self):
        """Sentences on the Party organization, and on how often the village has been listed."""
        sentences = []
        if self.branch and self.branch.members is not None:
            words = {"members": self.branch.members, "name": self.branch.name}
            sentences.append(_("%(name)s有党员 %(members)s 名。") % words)
            if self.branch.has_committee:
                sentences.append(_("设支委会。"))
            if self.branch.groups:
                sentences.append(_("有 %(groups)s 个党小组。") % {"groups": self.branch.groups})
        if self.case and len(self.cases) > 1:
            closed = max(problem.done_on for problem in self.cases[-2])
            words = {"number": len(self.cases), "year": closed[:4]}
            again = _("第 %(number)s 次被列为整顿对象（上次 %(year)s 年销号）。") if closed else None
            sentences.append((again or _("第 %(number)s 次被列为整顿对象。")) % words)
        return "".join(sentences)

    @property
    def facts(self):
        """The basic facts for ``_components/facts.html``; a fact that nobody has entered says so."""
        facts = [{"label": _("代码"), "value": self.village.code, "url": self.village.get_absolute_url()}]
        for secretary in self.secretaries:
            facts += self._about(secretary)
        if not self.secretaries:
            facts.append({"label": _("书记"), "value": _("台账里没有在任书记")})
        if self.first_secretary:
            value = self._text(self.first_secretary, "name")
            facts.append({"label": _("第一书记"), "value": value, "url": self.first_secretary.get_absolute_url()})
        if profile := self._in_force(VillageProfile).order_by("pk").last():
            facts += [
                {"label": profile.ledger().column(field).label, "value": self._text(profile, field) or _("未填")}
                for field in ("poverty", "committee_members", "election_on")
            ]
        if Reserve.ledger().is_open_to(self.user):
            count = self._in_force(Reserve).count()
            facts.append({"label": _("后备力量"), "value": _("%(count)s 名") % {"count": count}})
        return facts

    def _about(self, secretary):
        words = {True: _("一肩挑"), False: _("非一肩挑"), None: _("是否一肩挑未填")}
        name = self._text(secretary, "name")
        filed = {True: _("已备案"), False: _("未备案"), None: _("未填")}[secretary.filed]
        filed_on = self._text(secretary, "filed_on")
        waiting = _("（待核实）") if secretary.state != "confirmed" else ""
        return [
            {
                "label": _("书记"),
                "value": f"{name}（{words[secretary.director_too]}）{waiting}",
                "url": secretary.get_absolute_url(),
            },
            {"label": _("任现职时间"), "value": self._text(secretary, "appointed") or _("未填")},
            {"label": _("电话"), "value": mask_phone(secretary.phone) if secretary.phone else _("未填")},
            {"label": _("县级备案"), "value": f"{filed_on} {filed}".strip()},
        ]


def _rounds(problems):
    """The problems of one village, which stand in the order of their heads, as lists of one round each."""
    return [list(lines) for _head, lines in groupby(problems, key=lambda problem: problem.head_id)]


def _last_day(limit):
    """The last day of a partial date; ``None`` for a blank."""
    return date.fromisoformat(last_day(limit)[:10]) if limit else None


def rows_of_units(units, organization, day, user):
    """Rows of the ``units`` below ``organization`` with their addresses; of villages also the rectification."""
    is_township = organization.level == Organization.Level.TOWNSHIP
    tags = tags_of(units, user, on=day.on) if is_township and units else {}
    return [{"unit": unit, "url": place_url(unit, day), "tag": tags.get(unit.pk)} for unit in units]


def tags_of(units, user, *, on):
    """``{unit pk: VillageFile.tag}`` of those ``units`` that are under rectification or were in the year; one query."""
    problems = WeakOrg.objects.visible_to(user).filter(organization__in=units).select_related("organization")
    problems = problems.filter(opened_q("head__listed_on", by=on)).order_by("organization__code", *ORDER)
    tags = {}
    for unit, lines in groupby(problems, key=lambda problem: problem.organization):
        file = VillageFile(unit, user, on=on)
        file.cases = _rounds(lines)
        if file.tag:
            tags[unit.pk] = file.tag
    return tags
