from django.db import models


class BytewiseCharField(models.CharField):
    """Text compared byte by byte on every database, so that prefixes are index ranges.

    SQLite compares that way by itself; PostgreSQL is told so with ``COLLATE "C"``.
    """

    def db_parameters(self, connection):
        parameters = super().db_parameters(connection)
        if connection.vendor == "postgresql":
            parameters["collation"] = "C"
        return parameters
