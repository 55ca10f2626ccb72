"""``INSERT … SELECT … ON CONFLICT DO NOTHING`` from a QuerySet: one statement for any number of rows."""

from django.db import connections, router


def insert_missing(model, fields, rows):
    """Insert ``rows`` into ``model`` and return how many were new.

    ``fields`` are field names, ``rows`` is a QuerySet whose ``values_list`` has the same columns in the same
    order. Rows that would violate a unique constraint are skipped. Works on SQLite and PostgreSQL. The QuerySet
    must have a ``WHERE`` clause: without one SQLite reads ``ON CONFLICT`` as a join condition.
    """
    using = router.db_for_write(model)
    connection = connections[using]
    select, params = rows.order_by().query.get_compiler(using).as_sql()
    table = connection.ops.quote_name(model._meta.db_table)
    columns = ", ".join(connection.ops.quote_name(model._meta.get_field(name).column) for name in fields)
    with connection.cursor() as cursor:
        statement = f"INSERT INTO {table} ({columns}) {select} ON CONFLICT DO NOTHING"
        cursor.execute(statement, params)
        return cursor.rowcount
