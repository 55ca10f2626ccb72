import os
import re
import signal
import socket
import sqlite3
import sys
import time
from contextlib import closing

import pytest
from django.core.management import CommandError

from config.management.commands.portal import hold_address
from tests.config.processes import Portal, free_port, is_alive, wait_until

pytestmark = [
    pytest.mark.processes,
    pytest.mark.xdist_group("processes"),
    pytest.mark.skipif(sys.platform != "linux", reason="looks at processes through /proc"),
]


@pytest.fixture(scope="module")
def portal(tmp_path_factory):
    """A portal without any service: embedded database, messages in files, DEBUG on."""
    portal = Portal(tmp_path_factory.mktemp("portal"), DEBUG="on").start()
    yield portal
    portal.end()


def test_killed_worker_is_restarted_and_works(portal):
    dead = portal.child("celery --quiet --no-color -A config worker")

    os.kill(dead, signal.SIGKILL)
    forget_heartbeats(portal)

    wait_until(lambda: portal.child("config worker") not in (None, dead), "another worker")
    wait_until(portal.is_healthy, "a heartbeat of the new worker")
    assert "ended with code -9; starting it again in 0.5 s" in portal.log.read_text()


def test_killed_web_server_is_restarted_and_answers(portal):
    dead = portal.child("granian")

    os.kill(dead, signal.SIGKILL)

    wait_until(lambda: portal.child("granian") not in (None, dead), "another web server")
    wait_until(portal.is_healthy, "an answer of the new web server")


def test_pages_find_their_styles(portal):
    status, page = portal.get("/")
    address = re.search(r'href="(/static/css/[^"]+)"', page)[1]

    assert status == 200
    assert portal.get(address)[0] == 200


def test_terminal_shows_only_the_address_of_the_portal_at_the_start(portal):
    assert portal.opening.split("\n") == [
        "正在准备数据库……",
        "",
        f"门户已启动：http://127.0.0.1:{portal.port}/（按 Ctrl-C 停止）",
        "",
        "",
    ]


def test_second_portal_on_the_same_data_refuses_to_start_with_a_sentence(portal):
    result = portal.run_again(PORT=str(free_port()))

    assert result.returncode == 1
    assert "门户正在运行" in result.stderr
    assert "Traceback" not in result.stderr


def test_second_portal_with_other_data_on_the_same_port_refuses_to_start_with_a_sentence(portal, tmp_path):
    other = Portal(tmp_path, DEBUG="on")

    result = other.run_again(PORT=str(portal.port))

    assert result.returncode == 1
    assert f"端口 {portal.port} 已被占用，请换一个" in result.stderr
    assert "Traceback" not in result.stderr


def test_port_is_taken_from_the_start_of_a_portal_although_nothing_listens_yet():
    with closing(hold_address("127.0.0.1", free_port())) as held:
        host, port = held.getsockname()[1:].decode().split()[1].split(":")

        with pytest.raises(CommandError, match=f"端口 {port} 已被占用"):
            hold_address(host, port)

    hold_address(host, port).close()


def test_all_processes_end_after_the_portal_was_killed(tmp_path):
    portal = Portal(tmp_path, DEBUG="on").start()
    family = portal.descendants()

    portal.process.kill()
    portal.process.wait()
    killed_at = time.monotonic()

    wait_until(lambda: not any(is_alive(pid) for pid in family), "the end of all processes")
    assert time.monotonic() - killed_at < 4


def test_production_portal_serves_its_styles_and_stops_with_all_its_processes(tmp_path):
    portal = Portal(tmp_path, SECRET_KEY="only-for-tests", ALLOWED_HOSTS="127.0.0.1", HTTPS="off").start()
    family = portal.descendants()
    address = re.search(r'href="(/static/css/[^"]+)"', portal.get("/")[1])[1]
    assert portal.get(address)[0] == 200

    portal.end()

    assert portal.process.returncode == 0
    assert len(family) >= 5
    assert not any(is_alive(pid) for pid in family)


@pytest.mark.parametrize(
    ("host", "port", "sentence"),
    [
        ("127.0.0.1", None, "已被占用，请换一个"),
        ("no-such-host.invalid", "8000", "无法在 no-such-host.invalid:8000 上提供服务"),
        ("127.0.0.1", "99999", "无法在 127.0.0.1:99999 上提供服务"),
        ("127.0.0.1", "web", "无法在 127.0.0.1:web 上提供服务"),
    ],
)
def test_address_that_cannot_be_used_is_explained_in_a_sentence(tmp_path, host, port, sentence):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        portal = Portal(tmp_path, DEBUG="on", HOST=host)

        result = portal.run_again(PORT=port or str(taken.getsockname()[1]))

    assert result.returncode == 1
    assert sentence in result.stderr
    assert "Traceback" not in result.stderr


def forget_heartbeats(portal):
    with sqlite3.connect(f"{portal.environment['VAR_DIR']}/portal.sqlite3", timeout=30) as database:
        database.execute("DELETE FROM config_heartbeat WHERE name = 'worker'")
    database.close()
