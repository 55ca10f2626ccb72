"""Read ledger files in a child process: a file that needs too much memory or time ends only the child."""

from django.utils.translation import gettext as _

from files import child
from files.errors import FileError

ReadingFaultError = child.ChildFaultError
"""The reader itself failed; the file may be all right."""


def in_fork(function, *args, **options):
    """See ``files.child.in_fork``: for workers and commands. Raises ``FileError`` past the limits, too."""
    return _in_child(child.in_fork, function, *args, **options)


def in_new_process(function, *args, **options):
    """See ``files.child.in_new_process``: for views. Raises ``FileError`` past the limits, too."""
    return _in_child(child.in_new_process, function, *args, **options)


def _in_child(start, function, *args, **options):
    try:
        return start(function, *args, raises=FileError, **options)
    except child.OutOfTimeError as error:
        raise FileError(
            "too_slow", _("这个文件读取时间过长，已停止。请删去多余的工作表、空行和空列，或拆成几个文件后再上传。")
        ) from error
    except child.OutOfMemoryError as error:
        raise FileError(
            "too_much_memory",
            _("这个文件展开后过大，已停止读取。请删去多余的工作表、空行和空列，或拆成几个文件后再上传。"),
        ) from error
