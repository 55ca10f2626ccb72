"""The folder of a backup: ``manifest.json``, ``rows/<model>.jsonl.gz`` and ``files/`` as they lie in PRIVATE_ROOT.

The manifest says what the other files must be, so that a damaged or incomplete backup is noticed before it is needed.
"""

import gzip
import hashlib
import hmac
import json
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext as _

FORMAT = 1
PIECE = 2**20  # bytes read at a time


class Archive:
    """One backup. ``manifest`` is None while it is written, and for a folder that is none."""

    def __init__(self, folder):
        self.folder = Path(folder)
        self.files = self.folder / "files"
        self.manifest_file = self.folder / "manifest.json"
        self.manifest = json.loads(self.manifest_file.read_text()) if self.manifest_file.is_file() else None

    def rows_file(self, label):
        return self.folder / "rows" / f"{label}.jsonl.gz"

    def lines(self, label):
        """Yield the rows of the model ``label`` as lines of JSON."""
        with gzip.open(self.rows_file(label), "rt", encoding="utf-8") as lines:
            for line in lines:
                yield line.rstrip("\n")

    def problems(self):
        """Yield a sentence for each file that is missing or is not what the manifest says."""
        if self.manifest is None:
            yield _("“%(folder)s”里没有 manifest.json，不是完整的备份。") % {"folder": self.folder}
            return
        if self.manifest["format"] != FORMAT:
            yield _("这个备份的格式是 %(format)s，本版本只认识 %(known)s。") % {
                "format": self.manifest["format"],
                "known": FORMAT,
            }
            return
        expected = {self.rows_file(label): facts for label, facts in self.manifest["tables"].items()}
        expected |= {self.files / name: facts for name, facts in self.manifest["files"].items()}
        for path, facts in expected.items():
            if not path.is_file():
                yield _("缺少文件：%(path)s") % {"path": path.relative_to(self.folder)}
            elif digest_of(path) != facts["digest"]:
                yield _("文件内容与备份时不一致：%(path)s") % {"path": path.relative_to(self.folder)}


def digest_of(path):
    """Return the SHA-256 of a file, in hexadecimal digits."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while piece := file.read(PIECE):
            digest.update(piece)
    return digest.hexdigest()


def key_marks():
    """Return a mark of each secret key, which tells whether two machines have the same one and nothing else."""
    names = ("SECRET_KEY", "AUDIT_SEAL_KEY")
    return {
        name: hmac.new(getattr(settings, name).encode(), b"backup", hashlib.sha256).hexdigest()[:12] for name in names
    }
