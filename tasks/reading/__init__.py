"""Read directives (部署文件) with fixed text rules; nothing here uses the database.

``reader.read`` runs the steps. ``files``, ``word`` and ``tables`` give the text; ``cleaning`` and ``paragraphs`` repair
it. ``frame``, ``numbering``, ``structure``, ``themes`` and ``drafts`` divide it into areas and tasks. ``proposals``
completes each task with the help of ``demands``, ``quantities``, ``deadlines``, ``addressees`` and ``titles``. The
result is an ``Outline``.
"""

from .errors import DirectiveError
from .files import file_text, read_file
from .layout import as_dict
from .outline import Outline
from .reader import read

__all__ = ["DirectiveError", "Outline", "as_dict", "file_text", "read", "read_file"]
