from django.db import models


class BytewiseCharField(models.CharField):
    """Text that every database compares byte by byte. An index can then search for a prefix.

    SQLite compares bytes by default; PostgreSQL does so with ``COLLATE "C"``.
    """

    def db_parameters(self, connection):
        parameters = super().db_parameters(connection)
        if connection.vendor == "postgresql":
            parameters["collation"] = "C"
        return parameters
