"""The kinds of subjects (``notices.subjects``) of the workflows: their records have limits, events and a timeline."""

from django.db.models import F, Value
from django.db.models.functions import Concat
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from notices.subjects import SubjectKind, register
from notices.timeline import provide_timeline, said_by
from workflows import declarations
from workflows.models import Taken

Act = Taken.Act
TEXTS = {
    Act.STEP: _("%(step)s，进入“%(stage)s”"),
    Act.CLAIM: _("台账填报为“%(stage)s”，待核实"),
    Act.LIMIT: _("台账变动，“%(stage)s”的期限改为 %(due)s"),
    Act.CONFIRM: _("核实为“%(stage)s”"),
    Act.VOID: _("作废或退回，恢复为“%(stage)s”"),
}
_kinds = {}


def kind_of(workflow):
    """Return the ``SubjectKind`` of the records of ``workflow``."""
    return _kinds[workflow.key]


def register_all():
    """Register a kind with a timeline for each declared workflow."""
    for workflow in declarations.all_workflows():
        _kinds[workflow.key] = kind = SubjectKind(
            key=workflow.key,
            label=workflow.title,
            model=workflow.model,
            path_of=lambda pk, key=workflow.key: reverse("workflows:record", args=[key, pk]),
            related=("organization",),
        )
        register(kind)
        _provide_rows(workflow, kind)


def _provide_rows(workflow, kind):
    def rows(record, on):
        taken = Taken.objects.of_record(workflow, record).filter(on__lte=on)
        word = Concat("act", Value(" "), "step", Value(" "), "to_stage")
        return taken, {"when": F("on"), "word": word, "note": F("note"), "who": F("by__name"), "old": F("due")}

    def tell(record, on, row):
        act, step, stage = row.word.split(" ")
        values = {"step": workflow.step_label(step), "stage": workflow.label_of(stage), "due": row.old or "—"}
        text = TEXTS[act] % values
        return text, said_by(row.who, row.note), "late" if act == Act.VOID else "now" if act == Act.CLAIM else "did"

    provide_timeline(kind, "taken", rows=rows, tell=tell)
