"""Fill and check templates in a child process: one that needs too much time or memory ends only the child."""

from django.utils.translation import gettext as _

from documents import checking, filling
from files import child
from files.errors import FileError

SECONDS = 60
"""The circular of a city with a hundred units takes about a second."""
MEGABYTES = 512


def fill(template, data):
    """See ``documents.filling.fill``; for workers and commands. Raises ``FileError`` also past the limits."""
    return _in_child(child.in_fork, filling.fill, template, data)


def problems_of(content, placeholders):
    """See ``documents.checking.problems_of``; for views. Raises ``FileError`` also past the limits."""
    return _in_child(child.in_new_process, checking.problems_of, content, placeholders)


def _in_child(start, function, *args):
    try:
        return start(function, *args, seconds=SECONDS, megabytes=MEGABYTES, raises=FileError)
    except child.ChildFaultError as error:
        raise FileError("fault", _("模板不能生成文件。请用 Word 或 WPS 打开检查，另存后重新上传。")) from error
    except child.ChildError as error:
        raise FileError(
            "too_much", _("用这个模板生成文件时间过长或占用内存过多，已停止。请删去多余的图片、表格和循环后重新上传。")
        ) from error
