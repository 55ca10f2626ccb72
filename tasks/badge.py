"""What the frame of every page asks the tasks: the number at 待办 and the years to choose from."""

from django.utils import timezone

from tasks import todo
from tasks.models import Task


def todo_count(user):
    """The page 待办 has counted already what it shows; every other page asks."""
    if hasattr(user, "todo_total"):
        return user.todo_total
    return todo.count_for(user, on=timezone.localdate())


def task_years():
    return Task.objects.order_by().values_list("year", flat=True).distinct()
