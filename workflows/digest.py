"""The lines of the daily digest about workflows: one for each stage whose next step waits for the person."""

from collections import Counter, defaultdict
from functools import reduce
from operator import or_

from django.db.models import Count
from django.urls import reverse

from notices import messages
from organizations import tree
from workflows import declarations
from workflows.rights import has_role
from workflows.waiting import asks_of

LINE = "workflow"


def lines(chunk):
    """Return ``{person id: lines}``; one query for each workflow."""
    found = defaultdict(list)
    for workflow in declarations.all_workflows():
        people = [person for person in chunk.people if workflow.is_open_to(person)]
        asks = [ask for ask in asks_of(workflow) if any(has_role(ask.step.who, person) for person in people)]
        counts = _counts(workflow, [ask.q(on=chunk.on) for ask in asks])
        for number, ask in enumerate(asks):
            path = reverse("workflows:list", args=[workflow.key], query=ask.query)
            for person in people:
                count = counts[person.organization.path, number]
                if count and has_role(ask.step.who, person):
                    found[person.pk].append(messages.line(LINE, ask.text(count), path=path))
    return found


def _counts(workflow, conditions):
    """Return ``{(path of a unit, number of the condition): records in the unit or below it that fulfil it}``."""
    counts = Counter()
    if not conditions:
        return counts
    counted = {f"count{number}": Count("pk", filter=condition) for number, condition in enumerate(conditions)}
    records = workflow.model.objects.filter(reduce(or_, conditions)).order_by()
    for path, *numbers in records.values_list("organization__path").annotate(**counted):
        for unit in [*tree.ancestor_paths(path), path]:
            counts.update({(unit, number): count for number, count in enumerate(numbers)})
    return counts
