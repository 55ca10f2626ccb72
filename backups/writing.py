"""Make a backup while the portal runs."""

import gzip
import json
import os
import shutil
from pathlib import Path

from django.conf import settings

from audit import heads
from backups import rows
from backups.archive import FORMAT, Archive, digest_of, key_marks

NAME = "%Y-%m-%dT%H%M%S"
UNFINISHED = ".unfinished"


def write(parent, *, now):
    """Write a backup into a new folder in ``parent`` and return its ``Archive``.

    The folder has its name only once it is complete. Files that the newest backup there has already are linked, not
    copied. Raises ``OSError``, for instance when the disk is full; nothing of the backup is left then.
    """
    parent.mkdir(parents=True, exist_ok=True)
    before = newest(parent)
    name = now.strftime(NAME)
    unfinished = parent / (name + UNFINISHED)
    try:
        _write(Archive(unfinished), before, now)
        unfinished.rename(parent / name)
    except BaseException:
        shutil.rmtree(unfinished, ignore_errors=True)
        raise
    return Archive(parent / name)


def _write(archive, before, now):
    (archive.folder / "rows").mkdir(parents=True)
    manifest = {"format": FORMAT, "version": settings.VERSION, "made_at": now.isoformat(), "keys": key_marks()}
    # The head first: in the rows it must not be missing. The files last: each that a row names exists by then.
    head = heads.recall()
    with rows.snapshot():
        manifest["head"] = head and str(head)
        manifest["migrations"] = rows.applied_migrations()
        manifest["tables"] = {model._meta.label: _write_rows(archive, model) for model in rows.kept_models()}
        named = rows.named_files()
    manifest["files"] = _copy_files(archive, before)
    manifest["missing"] = sorted(named - manifest["files"].keys())  # deleted before the backup, or during it
    archive.manifest_file.write_text(json.dumps(manifest, ensure_ascii=False, indent=1))


def _write_rows(archive, model):
    path, count = archive.rows_file(model._meta.label), 0
    with open(path, "wb") as raw, gzip.GzipFile(fileobj=raw, mode="wb", filename="", mtime=0) as file:
        for line in rows.lines_of(model):
            file.write(line.encode() + b"\n")
            count += 1
    return {"rows": count, "last_key": rows.last_key(model), "digest": digest_of(path)}


def _copy_files(archive, before):
    """Copy PRIVATE_ROOT, and return ``{path in it: facts}``."""
    archive.files.mkdir()
    copied = {}
    for folder, _folders, names in os.walk(settings.PRIVATE_ROOT):
        for name in names:
            source = Path(folder, name)
            inside = source.relative_to(settings.PRIVATE_ROOT).as_posix()
            target = archive.files / inside
            target.parent.mkdir(parents=True, exist_ok=True)
            try:
                _link_or_copy(source, target, before and before.files / inside)
            except FileNotFoundError:  # deleted in the meantime
                continue
            copied[inside] = {"bytes": target.stat().st_size, "digest": digest_of(target)}
    return copied


def _link_or_copy(source, target, earlier):
    if earlier and earlier.is_file() and _looks_like(source, earlier):
        os.link(earlier, target)
    else:
        shutil.copy2(source, target)


def _looks_like(source, earlier):
    ours, theirs = source.stat(), earlier.stat()
    return (ours.st_size, ours.st_mtime_ns) == (theirs.st_size, theirs.st_mtime_ns)


def newest(parent):
    """Return the newest complete backup in a folder, or None."""
    return next(iter(sorted(_complete(parent), key=lambda archive: archive.folder.name, reverse=True)), None)


def delete_old(parent, *, keep):
    """Delete all complete backups in a folder except the newest ``keep``; return the names of the deleted."""
    complete = sorted(_complete(parent), key=lambda archive: archive.folder.name)
    old = complete[: max(len(complete) - keep, 0)]
    for archive in old:
        shutil.rmtree(archive.folder)
    return [archive.folder.name for archive in old]


def _complete(parent):
    archives = [Archive(folder) for folder in parent.iterdir() if folder.is_dir() and folder.suffix != UNFINISHED]
    return [archive for archive in archives if archive.manifest is not None]
