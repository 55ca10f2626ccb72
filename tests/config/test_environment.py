import os

import pytest
from django.core.exceptions import ImproperlyConfigured

from config.environment import Environment


@pytest.fixture
def variables(tmp_path, monkeypatch):
    """A function that writes bytes to ``.env`` and returns the value read for PORTAL_PLACE."""

    def variables(content):
        monkeypatch.setattr(os, "environ", dict(os.environ))
        monkeypatch.setattr(Environment, "ENVIRON", os.environ)
        path = tmp_path / ".env"
        path.write_bytes(content)
        env = Environment()
        env.read_file(path)
        return env.str("PORTAL_PLACE", default="none")

    return variables


@pytest.mark.parametrize("start", [b"", b"\xef\xbb\xbf", b"# first\r\n"])
def test_file_may_begin_with_a_byte_order_mark_or_a_comment(variables, start):
    assert variables(start + "PORTAL_PLACE=上饶\r\n".encode()) == "上饶"


def test_file_in_another_encoding_is_refused_in_a_sentence(variables):
    with pytest.raises(ImproperlyConfigured, match="as UTF-8"):
        variables("PORTAL_PLACE=上饶".encode("gbk"))
