"""Whoever opens the portal while it is being prepared is told so, and what is being done."""

import urllib.error
import urllib.request

import pytest

from config.waiting import waiting_room
from tests.config.processes import free_port


def opened(port, path="/"):
    """Status and text of the answer on ``port``."""
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=10) as answer:
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as error:
        return error.code, error.read().decode()


def test_page_says_what_is_being_done():
    port = free_port()

    with waiting_room(("127.0.0.1", port)) as room:
        room.say("正在准备数据库……")
        first = opened(port)
        room.say("<演示数据>")
        second = opened(port, "/accounts/login/?next=/")

    assert (first[0], "正在准备数据库……" in first[1]) == (503, True)
    assert (second[0], "&lt;演示数据&gt;" in second[1]) == (503, True)


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/static/css/error.css", 200),
        ("/static/js/preparing.js", 200),
        ("/static/css/nothing.css", 503),
        ("/../manage.py", 503),
        ("/css/..%2f.css", 503),
    ],
)
def test_page_finds_its_styles_and_script_and_no_other_file(path, status):
    port = free_port()

    with waiting_room(("127.0.0.1", port)):
        assert opened(port, path)[0] == status


def test_address_is_free_again_at_once():
    port = free_port()

    for _start in range(2):
        with waiting_room(("127.0.0.1", port)):
            assert opened(port)[0] == 503
