from tests.access import Row, public

ROWS = [
    # Tests run neither worker nor beat, so everybody gets 503 (out of order) here.
    Row("healthz", public(503)),
    Row("styleguide", public(200), debug_only=True),
]
