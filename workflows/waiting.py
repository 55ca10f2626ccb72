"""Which records wait for which people: the next step of their stage, or a claim of the ledger to be confirmed."""

from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Q
from django.utils.translation import gettext as _

from workflows import declarations
from workflows.rights import has_role


@dataclass(frozen=True)
class Ask:
    """What the records of ``workflow`` in one stage wait for: ``step``, or the confirmation of their claimed stage."""

    workflow: declarations.Workflow
    stage: declarations.Stage
    step: declarations.Step
    is_claim: bool

    def q(self, *, on):
        """Records for which this is asked on the day ``on``."""
        asked = Q(stage=self.stage.key, stage_claimed=self.is_claim)
        if self.is_claim:
            return asked
        if self.step.only_when_due:
            return asked & Q(stage_due__lte=on)
        if self.stage.asked_before is not None:
            return asked & Q(stage_due__lte=on + timedelta(days=self.stage.asked_before))
        return asked

    def text(self, count):
        """Return the sentence about ``count`` records."""
        values = {"title": self.workflow.title, "count": count, "stage": self.stage.label, "step": self.step.label}
        if self.is_claim:
            return _("%(title)s：%(count)d 个由台账填报为“%(stage)s”，待核实") % values
        return _("%(title)s：%(count)d 个处在“%(stage)s”，待办理“%(step)s”") % values

    @property
    def query(self):
        """The filters of the list that show these records."""
        return {"stage": self.stage.key, **({"claimed": "on"} if self.is_claim else {})}


def asks_of(workflow):
    """Return every ``Ask`` of ``workflow``."""
    asks = []
    for stage in workflow.stages:
        asks.append(Ask(workflow, stage, workflow.step_into(stage.key), True))
        if step := workflow.next_step(stage.key):
            asks.append(Ask(workflow, stage, step, False))
    return asks


def asks_for(user):
    """Return every ``Ask`` that ``user`` may answer."""
    return [ask for workflow in declarations.open_to(user) for ask in asks_of(workflow) if has_role(ask.step.who, user)]
