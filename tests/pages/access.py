from tests.access import Row, managers_only

ROWS = [
    Row("audit:history", managers_only(200)),
    Row("audit:history", managers_only(200), query=lambda world: {"object": f"organizations.user:{world.county.pk}"}),
    Row("audit:export", managers_only(200)),
    Row("audit:export", managers_only(200), query=lambda world: {"format": "csv"}),
]
