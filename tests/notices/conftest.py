from datetime import UTC, datetime

import pytest

from tests.development.models import Applicant
from tests.factories import make_user


@pytest.fixture
def make_applicant(city):
    """``make_applicant(unit)`` makes an unconfirmed applicant: a subject from the app in ``tests/development``."""
    enterer = make_user(city, "viewer")
    september = datetime(2026, 9, 1, 4, tzinfo=UTC)

    def make(unit, **fields):
        number = Applicant.objects.count() + 1
        defaults = {"year": 2026, "applicant": f"王小明{number}", "entered_by": enterer, "created_at": september}
        return Applicant.objects.create(organization=unit, **(defaults | fields))

    return make
