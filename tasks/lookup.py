"""The row that a page is about. Each function raises 404 outside the user's scope, and 403 without the right."""

from django.shortcuts import get_object_or_404

from tasks.actions import rights
from tasks.models import Assignment, Directive, Task, TaskProposal


def task_in_reach(user, pk):
    """The task, if it was set in the user's subtree or above it."""
    tasks = Task.objects.visible_to(user).select_related("area", "lead", "directive", "organization")
    return get_object_or_404(tasks, pk=pk)


def directive_in_reach(user, pk):
    return get_object_or_404(Directive.objects.visible_to(user).select_related("organization"), pk=pk)


def directive_to_work_on(user, pk):
    """The directive, for managers of the organization that issued it."""
    directive = directive_in_reach(user, pk)
    rights.check_may_issue(user, directive.organization)
    return directive


def proposal_to_work_on(user, pk):
    """The proposal, for managers of the organization that issued its directive."""
    proposals = TaskProposal.objects.visible_to(user).select_related("directive__organization")
    proposal = get_object_or_404(proposals, pk=pk)
    rights.check_may_issue(user, proposal.organization)
    return proposal


def assignment_to_enter(user, pk):
    """The assignment, for those who report on it."""
    related = ("task__area", "task__lead", "task__directive", "organization__parent", "lead")
    assignment = get_object_or_404(Assignment.objects.visible_to(user).select_related(*related), pk=pk)
    rights.check_may_enter(user, assignment)
    return assignment


def assignment_to_change(user, pk):
    """The assignment, for those who may change it: managers of a unit above it, or of the issuer that holds it."""
    related = ("task__organization", "organization__parent", "parent", "lead")
    assignment = get_object_or_404(Assignment.objects.visible_to(user).select_related(*related), pk=pk)
    rights.check_may_change(user, assignment)
    return assignment
