from tests.access import Row, public

ROWS = [
    # No worker and no beat run in tests: the answer is there for all, and it is 503.
    Row("healthz", public(503)),
    Row("styleguide", public(200), debug_only=True),
]
