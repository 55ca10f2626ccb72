"""Read directives in a separate process with limits, so that no uploaded text can block the web server."""

from django.utils.translation import gettext as _

from files import child
from tasks import reading
from tasks.reading import DirectiveError

SECONDS = 20
"""A report of 30,000 characters takes about one second."""
MEGABYTES = 512
"""The markup of a large .docx takes about 170 MB when it is parsed."""


def read(text, **options):
    """See ``tasks.reading.read``. Raises ``DirectiveError`` also for a text that takes too long."""
    return _in_child(reading.read, text, **options)


def read_file(content, filename, **options):
    """See ``tasks.reading.read_file``. Raises ``DirectiveError`` also for a file that takes too long."""
    return _in_child(reading.read_file, content, filename, **options)


def file_text(content, filename):
    """See ``tasks.reading.file_text``. Raises ``DirectiveError`` also for a file that takes too long."""
    return _in_child(reading.file_text, content, filename)


def _in_child(function, *args, **options):
    try:
        return child.in_new_process(
            function, *args, seconds=SECONDS, megabytes=MEGABYTES, raises=DirectiveError, **options
        )
    except (child.OutOfTimeError, child.OutOfMemoryError) as error:
        raise DirectiveError(
            _("正文读取时间过长或占用内存过多，已停止。请只保留讲话或通知正文，删去无关内容后重新上传。")
        ) from error
