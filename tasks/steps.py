"""The steps from a speech to the units that get its tasks, as pages show them."""

from django.utils.translation import gettext_lazy as _

LABELS = [_("上传文件"), _("核对任务"), _("补充计量和期限"), _("分解下达"), _("完成")]


def directive_steps(current):
    """Context of ``_components/steps.html`` with the ``current`` step, counted from 1."""
    return [
        {"label": label, "did": number < current, "current": number == current}
        for number, label in enumerate(LABELS, start=1)
    ]
