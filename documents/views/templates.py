"""The Word templates of the own unit, and how it numbers its papers."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from documents import breadcrumbs, content, kinds
from documents.actions import issuing, rights, templates
from documents.forms import NumberingForm, TemplateForm
from documents.lookup import own_kind
from documents.models import DocumentTemplate, Numbering
from documents.responses import made_file
from documents.worker import template_content
from pages.forms import fitted, posted


@login_required
@require_GET
def template_list(request):
    """The template in use for each kind, and the settings of the number."""
    unit = request.user.organization
    rights.check_may_issue(unit, by=request.user)
    rows = [{"kind": kind, "own": DocumentTemplate.objects.of(kind.key, unit)} for kind in kinds.written_by(unit)]
    context = {
        "rows": rows,
        "numbering": Numbering.objects.of(unit, timezone.localdate().year),
        "crumbs": breadcrumbs.in_documents(_("模板和文号")),
    }
    return render(request, "documents/templates.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def upload(request, key):
    """Upload an own template; beside the form stand all placeholders that it may use."""
    unit = request.user.organization
    rights.check_may_issue(unit, by=request.user)
    kind = own_kind(request, key)
    form = TemplateForm(posted(request), request.FILES or None)
    if form.is_valid():
        file = form.cleaned_data["file"]
        try:
            templates.upload(kind, unit, content=file.read(templates.LARGEST_FILE + 1), name=file.name, by=request.user)
        except ValidationError as error:
            form.add_error(None, fitted(error, form))
        else:
            messages.success(request, _("模板已核对，以后生成的公文使用它。"))
            return redirect("documents:templates")
    context = {
        "form": form,
        "kind": kind,
        "placeholders": content.described(content.placeholders(kind.figures())),
        "crumbs": breadcrumbs.in_templates(_("上传模板")),
    }
    return render(request, "documents/template_upload.html", context)


@login_required
@require_GET
def download(request, key):
    """The template in use, or the built-in one with ``?builtin=1``."""
    unit = request.user.organization
    rights.check_may_issue(unit, by=request.user)
    kind = own_kind(request, key)
    own = None if request.GET.get("builtin") else DocumentTemplate.objects.of(kind.key, unit)
    name = own.file_name if own else _("%(kind)s内置模板.docx") % {"kind": kind.title}
    return made_file(template_content(kind, own), name)


@login_required
@require_POST
def reset(request, key):
    """Use the built-in template again."""
    unit = request.user.organization
    rights.check_may_issue(unit, by=request.user)
    try:
        templates.reset(own_kind(request, key), unit, by=request.user)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, _("已恢复内置模板。"))
    return redirect("documents:templates")


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def numbering(request):
    """Set prefix and signature of this year."""
    unit, year = request.user.organization, timezone.localdate().year
    rights.check_may_issue(unit, by=request.user)
    form = NumberingForm(posted(request), instance=Numbering.objects.of(unit, year))
    if form.is_valid():
        issuing.set_numbering(unit, year, by=request.user, **form.cleaned_data)
        messages.success(request, _("已保存。已经印发的公文不变。"))
        return redirect("documents:templates")
    context = {"form": form, "year": year, "crumbs": breadcrumbs.in_templates(_("文号和落款"))}
    return render(request, "documents/numbering.html", context)
