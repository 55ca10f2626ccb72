"""The text of an uploaded .txt or .docx; whatever is damaged, hostile or of another kind gives a clear refusal."""

import codecs
from pathlib import PurePath

from django.utils.translation import gettext as _

from .errors import DirectiveError
from .reader import read
from .word import word_text

LARGEST_FILE = 10 * 1024 * 1024
"""Bytes; speeches are a few hundred kilobytes at most."""

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))


def read_file(content, filename, *, year, issued_on=None, elections=None):
    """Return the ``Outline`` of an uploaded file; see ``read``. Raises ``DirectiveError``."""
    return read(file_text(content, filename), year=year, issued_on=issued_on, elections=elections)


def file_text(content, filename):
    """The text of a .txt or .docx, told apart by content, not by name alone.

    Raises ``DirectiveError`` with a Chinese message for every other or unreadable file.
    """
    if not content:
        raise DirectiveError(_("文件是空的。请重新选择文件。"))
    if len(content) > LARGEST_FILE:
        raise DirectiveError(_("文件超过 %(limit)d MB。请只上传讲话或通知正文。") % {"limit": LARGEST_FILE // 1024**2})
    if content.startswith(_OLE):
        raise DirectiveError(_old_or_encrypted(content))
    if content.startswith(b"PK"):
        return word_text(content)
    if content.startswith((b"%PDF", b"{\\rtf")) or PurePath(filename).suffix.lower() not in (".txt", ".md", ""):
        raise DirectiveError(_("不支持这种文件。请上传 .txt 或 .docx 文件，或直接粘贴正文。"))
    return decode(content)


def _old_or_encrypted(content):
    if "EncryptedPackage".encode("utf-16-le") in content:
        return _("文件已加密。请在 Word 或 WPS 中取消密码后重新上传。")
    return _("不支持旧版 .doc 或 .wps 文件。请在 Word 或 WPS 中另存为 .docx 后上传。")


def decode(content):
    """Plain text by its byte-order mark, else as UTF-8, UTF-16 or GB18030, whichever reads it without error."""
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return _decoded(content, encoding)
    encodings = ("utf-16-le", "utf-16-be") if b"\0" in content else ("utf-8", "gb18030")
    texts = [text for text in (_decoded(content, encoding, strict=False) for encoding in encodings) if text]
    if texts:
        return max(texts, key=_share_of_known) if b"\0" in content else texts[0]
    raise DirectiveError(_("无法识别文件的文字编码。请另存为 UTF-8 编码的 .txt 后上传，或直接粘贴正文。"))


def _decoded(content, encoding, *, strict=True):
    """The text, or ``None`` where these bytes are none in this encoding (``strict``: a refusal)."""
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError:
        text = None
    if text is not None and _is_text(text):
        return text
    if strict:
        raise DirectiveError(_("文件内容已损坏，无法读取。请重新导出文本后上传，或直接粘贴正文。"))
    return None


def _is_text(text):
    """Control characters other than line breaks and tabs are no text; nor is a text with hardly any Chinese."""
    odd = sum(char < " " and char not in "\t\n\r\x0b\x0c" for char in text)
    return not odd and "\ufffe" not in text and (len(text) < 20 or _share_of_known(text) > 0.5)


def _share_of_known(text):
    known = sum(
        char.isascii() or "\u3000" <= char <= "\u9fff" or "\uff00" <= char <= "\uffef" or char in "“”‘’—…·"
        for char in text
    )
    return known / len(text)
