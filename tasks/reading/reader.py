"""Read a directive: from its text to areas and proposed tasks, step by step."""

from django.utils.translation import gettext as _

from . import frame
from .calendars import Calendar
from .cleaning import clean_characters
from .drafts import draft_areas
from .errors import DirectiveError
from .outline import Outline
from .paragraphs import rebuild
from .proposals import propose
from .sentences import cut
from .tables import with_tables_as_lines

LONGEST_TEXT = 300_000
"""Characters; a long government report has about 30,000."""
MOST_TASKS = 1_000
"""The largest plans have about two hundred tasks, and a person checks each proposal."""


def read(text, *, year, issued_on=None, elections=None, levels=None):
    """Return the ``Outline`` of a directive's text.

    ``year`` is the year that 今年 means. 月底前 and 30日内 are counted from ``issued_on``, by default the date line of
    the text. ``elections`` maps a word (村, 乡镇) to the day of its election, which gives 换届前 its day. ``levels``
    maps the number of an area, or "" for all others, to the level at which its work is handed out (（一）). Raises
    ``DirectiveError`` for a text that is empty, longer than ``LONGEST_TEXT`` or has more than ``MOST_TASKS``.
    """
    text = clean(text)
    issued_on = issued_on or frame.issue_date(text)
    calendar = Calendar(year, issued_on, elections)
    sections = frame.sections(text)
    drafted = draft_areas(text, sections, levels or {})
    areas = tuple(area for area, _drafts in drafted)
    drafts = [draft for _area, drafts in drafted for draft in drafts]
    if len(drafts) > MOST_TASKS:
        raise DirectiveError(
            _("从正文中读出 %(count)d 项任务，最多 %(limit)d 项。请只上传讲话或通知正文，或分成几份上传。")
            % {"count": len(drafts), "limit": MOST_TASKS}
        )
    return Outline(
        title=sections[0].title,
        text=text,
        year=year,
        issued_on=issued_on,
        preamble=cut(text, 0, areas[0].start) if areas else cut(text, 0, len(text)),
        closing=cut(text, areas[-1].end, len(text)) if areas else None,
        areas=areas,
        tasks=tuple(propose(text, draft, calendar) for draft in drafts),
        levels=levels or {},
    )


def clean(text):
    """Return the cleaned text, to which all offsets of the outline refer. Raises ``DirectiveError``."""
    if len(text) > LONGEST_TEXT:
        raise DirectiveError(_("文件过长：超过 %(limit)d 字。请只上传讲话或通知正文。") % {"limit": LONGEST_TEXT})
    text = rebuild(clean_characters(with_tables_as_lines(text)))
    if not text.strip():
        raise DirectiveError(_("文件中没有可读的文字。请检查文件内容，或直接粘贴正文。"))
    return text
