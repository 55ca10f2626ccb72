"""Which unit stands for another on a given day, along the chain of successors (承接单位)."""


def follow(organization, *, on):
    """The key of the unit in force on ``on``: ``organization`` itself or a successor; None when there is none.

    One query whatever the length of the chain: units that name a successor are few.
    """
    if organization.is_in_force(on=on):
        return organization.pk
    if organization.valid_to is None or organization.valid_to >= on:
        return None  # not begun yet
    return _end_of_chain(organization, _ended(type(organization)), on)


def _ended(model):
    """Units that ended, by key: successor and last day."""
    rows = model.objects.filter(valid_to__isnull=False).values_list("pk", "successor", "valid_to")
    return {pk: (successor, last_day) for pk, successor, last_day in rows}


def _end_of_chain(organization, ended, on):
    current = organization.successor_id
    seen = {organization.pk}
    while current in ended and current not in seen:
        successor, last_day = ended[current]
        if last_day >= on:
            return current
        seen.add(current)
        current = successor
    return None if current in seen else current
