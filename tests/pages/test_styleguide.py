import pytest


@pytest.fixture(autouse=True)
def _addresses(settings):
    settings.ROOT_URLCONF = "tests.pages.urls"


def test_style_guide_shows_every_state_of_a_task(client, db):
    html = client.get("/styleguide/").text

    for tone in ("ok", "warn", "late", "idle", "wait", "done", "na"):
        assert f'class="tag {tone}"' in html


def test_style_guide_is_the_same_at_every_visit(client, db):
    first, second = (client.get("/styleguide/").context["rows"] for _ in range(2))

    assert first == second


def test_style_guide_has_several_pages(client, db):
    assert "第 21–40 行，共 96 行" in client.get("/styleguide/?page=2").text
