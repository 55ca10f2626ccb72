"""What the pages for handing a task down (分解下达) share: the task, the unit that does it, the target to divide."""

from decimal import Decimal

from django.db.models import Sum

from tasks.actions import rights
from tasks.lookup import task_in_reach
from tasks.models import Assignment
from tasks.selection import candidates, without_task


class HandingDown:
    """``user`` hands down the task ``pk`` on the day ``on``; 404 outside the scope, 403 without the right.

    ``own`` is the assignment of the user's unit, ``None`` for the issuer that sets the task.
    """

    def __init__(self, user, pk, *, on):
        self.user, self.on = user, on
        self.task = task_in_reach(user, pk)
        held = Assignment.objects.of(user.organization).filter(task=self.task).in_force(on=on)
        self.own = held.handed_down().first()
        rights.check_may_hand_down(user, self.task, own=self.own)

    @property
    def place(self):
        return self.user.organization

    @property
    def is_top(self):
        return rights.may_issue(self.user, self.task.organization)

    @property
    def above(self):
        """The target that the targets of the units below must add up to; ``None`` if there is none."""
        if not self.task.is_quantity:
            return None
        return self.task.target if self.is_top else self.own.target

    @property
    def due_on(self):
        return self.task.deadline if self.is_top else self.own.due_on

    @property
    def taken(self):
        """The sum of the targets of the units that already have the task."""
        parent = None if self.is_top else self.own
        held = Assignment.objects.handed_down().filter(task=self.task, parent=parent, withdrawn_on=None)
        return held.aggregate(total=Sum("target"))["total"] or Decimal(0)

    @property
    def left(self):
        return None if self.above is None else max(self.above - self.taken, Decimal(0))

    def free(self, selection, chosen=()):
        """Units of ``selection`` that do not have the task yet, with the number of their villages."""
        units = candidates(selection, below=self.place, on=self.on, chosen=chosen)
        return without_task(units, self.task).with_counts_below(on=self.on)
