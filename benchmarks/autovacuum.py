"""What PostgreSQL's autovacuum does in service, and does not do in time, or at all, while a benchmark runs."""

from django.db import connection


def analyze():
    """Let the database look at its tables, so that it plans with what is in them."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
