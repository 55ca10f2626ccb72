"""The newest values of stored records, which an import is compared with: those of a change that waits beside them."""

from ledgers.pending_changes import PendingChange
from ledgers.records import own_key_fields


class NewestValues:
    """The changes that wait beside the records of some places of one ledger.

    A file says what its unit holds to be true now, so it is compared with what the unit said last, although the
    confirmed values still count.
    """

    def __init__(self, model, organization_ids):
        self.ledger = model.ledger()
        self.names = self.ledger.fields
        self.fields = {name: model.field_of(name) for name in self.names}
        changes = PendingChange.objects.of(model).filter(organization__in=organization_ids).order_by()
        self.changes = dict(changes.values_list("record_id", "values"))

    def of(self, pk, values):
        """Return the newest values of the record ``pk``, whose confirmed ``values`` follow the ledger's fields."""
        change = self.changes.get(pk)
        if change is None:
            return values
        pairs = zip(self.names, values, strict=True)
        return tuple(self.fields[name].to_python(change[name]) if name in change else value for name, value in pairs)

    def is_moved(self, pk):
        """Whether the change moves the record ``pk`` to another place, year or month."""
        change = self.changes.get(pk)
        return change is not None and not change.keys() <= set(self.names)

    def renamed(self, existing, file_keys):
        """Return ``existing``, {natural key: record}, with the new keys of records that a change renames.

        A record keeps the confirmed key if the file has that too, or if another record has the new key.
        """
        own = own_key_fields(self.ledger)
        if not any(name in change for change in self.changes.values() for name in own):
            return existing
        at = [self.names.index(name) for name in own]
        keys = {}
        for key, record in existing.items():
            new_key = (*key[: len(key) - len(own)], *(record.values[position] for position in at))
            is_free = new_key not in existing and new_key in file_keys and key not in file_keys
            keys[key] = new_key if is_free else key
        return {keys[key]: record for key, record in existing.items()}
