"""Tasks, directives and evidence files as results of a search."""

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from organizations.pinyin import begins_with
from search.providers import Hit, Kind
from tasks.models import Directive, Evidence, ProgressReport, Task
from tasks.presentation import size_text


def _pk(kwargs):
    return str(kwargs["pk"])


def _by_initials(rows, text, *names):
    """Return the pks of ``rows`` of which one of the columns ``names`` begins with the initials ``text``.

    Titles are not stored with their initials: there are a few hundred in a scope. No query for other texts.
    """
    if not (text.isascii() and text.isalpha()):
        return []
    titles = rows.order_by().values_list("pk", *names)
    return [pk for pk, *titles_of_row in titles if any(begins_with(title, text) for title in titles_of_row)]


def _find_tasks(user, text):
    tasks = Task.objects.visible_to(user)
    initials = _by_initials(tasks, text, "title", "short_title")
    has_text = Q(title__icontains=text) | Q(short_title__icontains=text) | Q(text__icontains=text)
    found = tasks.filter(has_text | Q(number__startswith=text) | Q(pk__in=initials))
    return found.select_related("organization", "area").order_by("-year", "organization__path", "order", "pk")


def _seen_tasks(user, keys):
    return Task.objects.visible_to(user).filter(pk__in=keys).select_related("organization", "area")


def _tell_tasks(user, tasks):
    return [
        Hit(
            key=str(task.pk),
            title=f"{task.number} {task.title}",
            url=reverse("tasks:detail", args=[task.pk]),
            place=str(task.organization),
            note=_t("%(year)s 年　%(area)s") % {"year": task.year, "area": task.area.name},
        )
        for task in tasks
    ]


def _find_directives(user, text):
    directives = Directive.objects.visible_to(user).select_related("organization")
    initials = _by_initials(directives, text, "title")
    found = directives.search(text) | directives.filter(Q(text__icontains=text) | Q(pk__in=initials))
    return found.defer("text", "outline").order_by("-base_year", "-issued_on", "-pk")


def _seen_directives(user, keys):
    directives = Directive.objects.visible_to(user).filter(pk__in=keys)
    return directives.select_related("organization").defer("text", "outline")


def _tell_directives(user, directives):
    return [
        Hit(
            key=str(directive.pk),
            title=directive.title,
            url=reverse("tasks:directive", args=[directive.pk]),
            place=str(directive.organization),
            note=str(directive.issued_on or ""),
        )
        for directive in directives
    ]


def _find_evidence(user, text):
    """Evidence files by name; those of a draft only for its own unit, as on the page of the report."""
    files = Evidence.objects.visible_to(user).filter(name__icontains=text)
    is_draft, own = Q(report__state=ProgressReport.State.DRAFT), user.organization_id
    files = files.exclude(is_draft & ~Q(report__assignment__organization=own))
    return files.select_related("report__assignment__task", "report__assignment__organization").order_by("-pk")


def _tell_evidence(user, files):
    return [
        Hit(
            key=str(file.pk),
            title=file.name,
            url=reverse("tasks:report_read", args=[file.report_id]),
            place=str(file.report.assignment),
            note=_t("%(day)s 上传　%(size)s")
            % {"day": timezone.localdate(file.added_at), "size": size_text(file.size)},
        )
        for file in files
    ]


KINDS = (
    Kind(
        key="task",
        label=_("任务"),
        order=20,
        find=_find_tasks,
        tell=_tell_tasks,
        pages={"tasks:detail": _pk},
        seen=_seen_tasks,
    ),
    Kind(
        key="directive",
        label=_("部署文件"),
        order=40,
        find=_find_directives,
        tell=_tell_directives,
        pages={"tasks:directive": _pk},
        seen=_seen_directives,
    ),
    Kind(key="evidence", label=_("佐证材料"), order=55, find=_find_evidence, tell=_tell_evidence),
)
