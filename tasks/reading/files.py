"""Read the text of an uploaded .txt or .docx file; damaged, hostile and other files are refused with a message."""

from django.utils.translation import gettext as _

from files import sniffing
from files.decoding import UndecodableError, decode, share_of_familiar
from files.names import extension_of

from .errors import DirectiveError
from .reader import read
from .word import word_text

LARGEST_FILE = 10 * 1024 * 1024
"""Bytes; speeches are a few hundred kilobytes at most."""


def read_file(content, filename, **options):
    """Return the ``Outline`` of an uploaded file; ``options`` are those of ``read``. Raises ``DirectiveError``."""
    return read(file_text(content, filename), **options)


def file_text(content, filename):
    """Return the text of a .txt or .docx file; the content decides which of them it is, not the name alone.

    Raises ``DirectiveError`` with a Chinese message for any other file and for one that cannot be read.
    """
    if not content:
        raise DirectiveError(_("文件是空的。请重新选择文件。"))
    if len(content) > LARGEST_FILE:
        raise DirectiveError(_("文件超过 %(limit)d MB。请只上传讲话或通知正文。") % {"limit": LARGEST_FILE // 1024**2})
    match sniffing.kind_of(content):
        case "encrypted":
            raise DirectiveError(_("文件已加密。请在 Word 或 WPS 中取消密码后重新上传。"))
        case "doc" | "xls" | "compound":
            raise DirectiveError(_("不支持旧版 .doc 或 .wps 文件。请在 Word 或 WPS 中另存为 .docx 后上传。"))
        case "docx" | "xlsx" | "xlsb" | "pptx" | "ods" | "zip":
            return word_text(content)
        case "text" | "html" | "xml" | "xml_spreadsheet" if extension_of(filename) in ("txt", "md", ""):
            return _plain_text(content)
    raise DirectiveError(_("不支持这种文件。请上传 .txt 或 .docx 文件，或直接粘贴正文。"))


def _plain_text(content):
    try:
        text, _encoding = decode(content)
    except UndecodableError:
        text = None
    if text is None or not _is_text(text):
        raise DirectiveError(
            _("读不出文件里的文字：编码不对，或文件已损坏。请另存为 UTF-8 编码的 .txt 后上传，或直接粘贴正文。")
        )
    return text


def _is_text(text):
    """Whether a decoded text is readable: mostly familiar characters, and no control characters but blanks."""
    has_control = any(char < " " and char not in "\t\n\r\x0b\x0c" for char in text)
    return not has_control and "\ufffe" not in text and (len(text) < 20 or share_of_familiar(text) > 0.5)
