"""Check archives before they are unpacked: a small file may unpack to gigabytes. Write archives for downloads."""

import io
import zipfile
import zlib
from dataclasses import dataclass

from django.utils.translation import gettext as _

from files.errors import FileError

MEGABYTE = 1024 * 1024
CHUNK = 4 * MEGABYTE
LARGEST_PART = 16 * MEGABYTE


@dataclass(frozen=True)
class ZipLimits:
    """The number of parts that an archive may have, and the total size in bytes of the unpacked parts."""

    entries: int = 2_000
    unpacked_bytes: int = 200 * MEGABYTE


def open_zip(data, limits):
    """Return the archive; raise ``FileError`` when it is damaged, encrypted or larger than ``limits`` allow.

    Only the directory of the archive is checked here; ``chunks`` checks the real sizes.
    """
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        entries = archive.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, EOFError, OSError, OverflowError) as error:
        raise damaged() from error
    if len(entries) > limits.entries or len({entry.filename for entry in entries}) != len(entries):
        raise FileError(
            "unsafe",
            _("文件的压缩目录不正常（部件过多或重名），为安全起见没有读取。请用 Excel 或 WPS 打开后另存再上传。"),
        )
    if sum(entry.file_size for entry in entries) > limits.unpacked_bytes:
        raise too_large(limits)
    if any(entry.flag_bits & 1 for entry in entries):
        raise encrypted()
    return archive


class Budget:
    """Counts the unpacked bytes of all parts of an archive."""

    def __init__(self):
        self.spent = 0

    def spend(self, count, limits):
        self.spent += count
        if self.spent > limits.unpacked_bytes:
            raise too_large(limits)


def chunks(archive, name, limits, budget):
    """Yield the unpacked part ``name`` in pieces.

    Raises ``FileError`` when the archive is damaged, when the size differs from the directory of the archive,
    or when ``budget`` exceeds ``limits``.
    """
    entry = archive.getinfo(name)
    taken = 0
    try:
        with archive.open(entry) as part:
            while piece := part.read(CHUNK):
                taken += len(piece)
                budget.spend(len(piece), limits)
                yield piece
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError) as error:
        raise damaged() from error
    if taken != entry.file_size:
        raise damaged()


def part(archive, name, limits, *, most=LARGEST_PART):
    """Return the whole part ``name``; raise ``FileError`` when it is larger than ``most`` bytes."""
    if archive.getinfo(name).file_size > most:
        raise too_large(limits)
    return b"".join(chunks(archive, name, limits, Budget()))


def damaged():
    return FileError("damaged", _("文件不完整或已损坏，无法读取。请用 Excel、Word 或 WPS 打开检查，另存后重新上传。"))


def encrypted():
    return FileError(
        "encrypted", _("文件设有打开密码，无法读取。请在 Excel、Word 或 WPS 中取消密码保护，保存后重新上传。")
    )


def too_large(limits):
    return FileError(
        "too_large",
        _("文件解压后超过 %(size)d MB，为安全起见没有读取。请删除图片和多余的内容，或分成几个文件上传。")
        % {"size": limits.unpacked_bytes // MEGABYTE},
    )


def write_zip(entries):
    """Return an archive, in bytes, of ``entries``: pairs of a name and its content."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in entries:
            archive.writestr(name, content)
    return written.getvalue()
