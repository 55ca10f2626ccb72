"""Reading directives (部署文件): deterministic text rules, no models, no database."""

from .errors import DirectiveError
from .outline import Outline
from .reader import read

__all__ = ["DirectiveError", "Outline", "read"]
