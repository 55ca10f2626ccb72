"""Makes directives and their proposals in one line."""

from datetime import date

from tasks import actions
from tests.factories import make_user

SPEECH = """全县基层党建工作会议讲话

一、抓实学习教育
（一）抓好集中轮训。各乡镇要在6月底前完成轮训，每人每年至少参加1次培训。
（二）规范组织生活。各党支部要落实三会一课。
二、整顿软弱涣散村党组织
（一）逐村整顿。要建立台账，年内整顿到位。要做到应整尽整。
"""


def make_directive(organization, *, text=SPEECH, by=None, **fields):
    """A directive of ``organization`` with three proposals.

    1.1 is due on 30 June, 1.2 has no deadline, 2.1 is due at the end of the year.
    """
    by = by or make_user(organization, "manager", name="洪山")
    return actions.create_directive(
        by=by, base_year=2026, text=text, **{"issued_on": date(2026, 1, 8), "issuer": "县委", **fields}
    )


def make_accepted(organization, **fields):
    """A directive as by ``make_directive`` whose proposals are all accepted as tasks."""
    by = make_user(organization, "manager", name="洪山")
    directive = make_directive(organization, by=by, **fields)
    actions.accept_proposals(directive, by=by)
    return directive
