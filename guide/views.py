"""The pages of the guide (使用说明) and its pictures."""

from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404
from django.shortcuts import render
from django.views.decorators.http import require_GET

from guide.chapters import DOCS, FIRST, chapters
from organizations.models import Contact


@login_required
@require_GET
def contents(request):
    """Show which chapter is for whom, and what holds for all pages."""
    return _page(request, FIRST)


@login_required
@require_GET
def chapter(request, slug):
    if slug not in chapters() or slug == FIRST:
        raise Http404
    return _page(request, slug)


def _page(request, slug):
    shown = chapters()[slug]
    context = {
        "chapter": shown,
        "chapters": list(chapters().values()),
        "contact": Contact.objects.visible_to(request.user).first(),
    }
    return render(request, "guide/chapter.html", context)


@login_required
@require_GET
def picture(request, name):
    """Send one picture of the guide; the address has only the name of a file in ``docs/images``."""
    path = DOCS / "images" / name
    if not path.is_file():
        raise Http404
    response = FileResponse(path.open("rb"), content_type="image/png")
    response["Cache-Control"] = "private, max-age=3600"
    return response
