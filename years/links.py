"""Links from the page 年度设置 to settings of a year that other apps keep; apps register in ``AppConfig.ready``."""

from django.urls import reverse

_links = []


def link_from_year(label, url_name):
    """Show a link to the page ``url_name``, whose only argument is the year."""
    _links.append((label, url_name))


def of_year(year):
    """The registered links for ``year``: label and address."""
    return [{"label": label, "url": reverse(url_name, args=[year])} for label, url_name in _links]
