"""The page 搜索: everything in the reader's scope, grouped by kind; without a text what the person viewed last."""

from django.contrib.auth.decorators import login_required
from django.shortcuts import render
from django.views.decorators.http import require_GET

from search import recent
from search.lists import ResultList
from search.providers import all_kinds


@login_required
@require_GET
def results(request):
    """Show the first results of each kind, or with ``?kind=`` all of one kind, page by page."""
    listed = ResultList(request)
    context = {"list": listed, "text": listed.text}
    if not listed.text:
        context |= {"recent": recent.viewed_by(request.user), "kinds": [kind.label for kind in all_kinds()]}
    elif listed.chosen:
        context |= {"kind": listed.chosen, "hits": listed.hits, "page": listed.page}
    else:
        context |= {"groups": listed.groups}
    return render(request, "search/results.html", context)
