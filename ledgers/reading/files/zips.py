"""Checks a zip container before anything unpacks it, and unpacks single parts under a limit."""

import io
import zipfile
import zlib

from django.utils.translation import gettext as _

from ledgers.reading.limits import MEGABYTE, ReadingError

CHUNK = 4 * MEGABYTE


def open_zip(data, limits):
    """The container, its directory checked; ``ReadingError`` when it is damaged or promises too much."""
    try:
        container = zipfile.ZipFile(io.BytesIO(data))
        infos = container.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, EOFError, OverflowError) as error:
        raise damaged() from error
    if len(infos) > limits.entries or len({info.filename for info in infos}) != len(infos):
        raise ReadingError(
            "unsafe",
            _("文件的压缩目录不正常（部件过多或重名），为安全起见没有读取。请用表格软件打开后另存为 .xlsx 再上传。"),
        )
    if sum(info.file_size for info in infos) > limits.unpacked_bytes:
        raise too_large(limits)
    if any(info.flag_bits & 1 for info in infos):
        raise encrypted()
    return container


def chunks(container, name, limits, budget):
    """The unpacked part in pieces; stops with an error when it is larger than it said or than the budget."""
    info = container.getinfo(name)
    taken = 0
    try:
        with container.open(info) as part:
            while piece := part.read(CHUNK):
                taken += len(piece)
                budget.spend(len(piece), limits)
                yield piece
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError) as error:
        raise damaged() from error
    if taken != info.file_size:
        raise damaged()


def part(container, name, limits, *, most=16 * MEGABYTE):
    """A small part as a whole."""
    if container.getinfo(name).file_size > most:
        raise too_large(limits)
    return b"".join(chunks(container, name, limits, Budget()))


class Budget:
    """How many bytes have been unpacked so far, over all parts."""

    def __init__(self):
        self.spent = 0

    def spend(self, count, limits):
        self.spent += count
        if self.spent > limits.unpacked_bytes:
            raise too_large(limits)


def damaged():
    return ReadingError("damaged", _("文件不完整或已损坏，无法读取。请用表格软件打开检查，另存为 .xlsx 后重新上传。"))


def encrypted():
    return ReadingError("encrypted", _("文件设有打开密码，无法读取。请在表格软件中取消密码保护，保存后重新上传。"))


def too_large(limits):
    return ReadingError(
        "too_large",
        _("文件解压后超过 %(size)d MB，为安全起见没有读取。请删除图片和多余的工作表，或分成几个文件上传。")
        % {"size": limits.unpacked_bytes // MEGABYTE},
    )


def too_many_cells(limits):
    return ReadingError(
        "too_many_cells",
        _("表格过大：每表最多 %(rows)d 行、%(columns)d 列、%(cells)d 格。请删除多余的行列，或分成几个文件上传。")
        % {"rows": limits.rows, "columns": limits.columns, "cells": limits.cells},
    )
