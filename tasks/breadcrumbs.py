"""Breadcrumbs (面包屑) from a list down to a page; ``label`` names the page itself, which has no link."""

from django.urls import reverse
from django.utils.translation import gettext as _


def in_tasks(label):
    return [{"label": _("重点任务"), "url": reverse("tasks:list")}, {"label": label}]


def below_task(task, label):
    return [
        *in_tasks("")[:-1],
        {"label": task.number, "url": reverse("tasks:detail", args=[task.pk])},
        {"label": label},
    ]


def in_directives(label):
    return [
        *in_tasks("")[:-1],
        {"label": _("部署文件"), "url": reverse("tasks:directives")},
        {"label": label},
    ]


def below_directive(directive, label):
    above = {"label": directive.title, "url": reverse("tasks:directive", args=[directive.pk])}
    return [*in_directives("")[:-1], above, {"label": label}]


def in_unit(assignment, label):
    """For the unit's own pages about its task: unit, task, page."""
    unit = assignment.organization
    return [
        {"label": unit.label, "url": reverse("place", args=[unit.code])},
        {"label": str(assignment.task), "url": reverse("tasks:assignment", args=[assignment.pk])},
        {"label": label},
    ]


def below_assignment(assignment, label):
    """For the pages of the level above about one unit's task: task, unit, page."""
    unit = {"label": assignment.organization.label, "url": reverse("tasks:assignment", args=[assignment.pk])}
    return [*below_task(assignment.task, "")[:-1], unit, {"label": label}]
