"""Papers about the whole city or county: declared here, because they read tasks and figures of all areas."""

from pathlib import Path

from django.utils.translation import gettext_lazy as _

from dashboards.documents import circular
from documents.kinds import DocumentKind, declare
from organizations.models import Organization

declare(
    DocumentKind(
        key="circular",
        title=_("月度通报"),
        levels=(Organization.Level.CITY, Organization.Level.COUNTY),
        context=circular.context,
        figures=circular.figure_names,
        template=Path(__file__).with_name("circular.docx"),
    )
)
