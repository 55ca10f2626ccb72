"""Reading directives (部署文件): deterministic text rules, no models, no database."""

from .errors import DirectiveError
from .files import file_text, read_file
from .layout import as_dict
from .outline import Outline
from .reader import read

__all__ = ["DirectiveError", "Outline", "as_dict", "file_text", "read", "read_file"]
