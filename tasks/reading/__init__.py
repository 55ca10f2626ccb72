"""Read directives (部署文件) with fixed text rules; nothing here uses the database.

``reader.read`` runs the steps. ``files``, the ``word`` modules and ``tables`` give the text; ``cleaning`` and
``paragraphs`` repair it. ``frame`` finds its documents, ``numbering`` its numbers, ``tree`` arranges these, ``levels``
chooses the level of the tasks; ``drafts`` divides the text with the help of ``background``, ``themes`` and ``annexes``.
``proposals`` completes each task with the help of ``demands``, ``quantities``, ``deadlines``, ``addressees`` and
``titles``. The result is an ``Outline``.
"""

from .errors import DirectiveError
from .files import file_text, read_file
from .layout import as_dict
from .outline import Outline
from .reader import read

__all__ = ["DirectiveError", "Outline", "as_dict", "file_text", "read", "read_file"]
