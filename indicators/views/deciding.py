"""Pages on which people decide about figures: exemptions and samples."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from indicators import gap, registry
from indicators.actions import exemptions, rights, samples
from indicators.breadcrumbs import trail
from indicators.forms import ExemptionForm, ResultForm, SampleForm
from indicators.lists import ExemptionList, GapList, indicator_or_404, visible_unit
from indicators.models import Exemption, Sample, SampledElement
from pages.forms import fitted, posted


@login_required
@require_GET
def exemption_list(request):
    """List the exemptions of the user's units; those that wait for the user have buttons."""
    listed = ExemptionList(request)
    rows = [
        {
            "exemption": exemption,
            "label": label_of(exemption.indicator),
            "may_decide": exemption.state == Exemption.State.ASKED and rights.may_decide(exemption, by=request.user),
        }
        for exemption in listed.page.object_list
    ]
    crumbs = _crumbs(request, request.user.organization, page=_("豁免"))
    return render(request, "indicators/exemptions.html", listed.context(rows=rows, crumbs=crumbs))


def _crumbs(request, organization, *, page):
    return trail(organization, request.user, on=timezone.localdate(), page=page)


def label_of(key):
    """Name the indicator of ``key``; the key itself when no app declares it any more."""
    try:
        return registry.get(key).label
    except LookupError:
        return key


@login_required
@require_POST
def decide_exemption(request, pk):
    """Grant (``granted=1``) or refuse an exemption."""
    exemption = get_object_or_404(Exemption.objects.visible_to(request.user), pk=pk)
    try:
        exemptions.decide(exemption, is_granted=request.POST.get("granted") == "1", by=request.user)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, _("已审批，指标随后重算。"))
    return redirect("indicators:exemptions")


@login_required
def ask_exemption(request, key, code):
    """Ask for an exemption of a unit from an indicator."""
    indicator, organization = indicator_or_404(key), visible_unit(request, code)
    if not rights.may_ask(request.user, organization):
        raise PermissionDenied
    form = ExemptionForm(posted(request))
    if form.is_valid():
        try:
            exemptions.ask(indicator=indicator, organization=organization, by=request.user, **form.cleaned_data)
        except ValidationError as error:
            form.add_error(None, fitted(error, form))
        else:
            messages.success(request, _("已提交申请，等待上级审批；同意以前仍计入。"))
            return redirect("indicators:exemptions")
    crumbs = _crumbs(request, organization, page=_("申请豁免"))
    context = {"indicator": indicator, "unit": organization, "form": form, "crumbs": crumbs}
    return render(request, "indicators/ask_exemption.html", context)


@login_required
@require_POST
def draw_sample(request, key, code):
    """Draw a sample of the elements that count as met on the day of the list (``?on=``)."""
    indicator, organization = indicator_or_404(key), visible_unit(request, code)
    rights.check_may_draw(organization, by=request.user)
    form, day = SampleForm(request.POST), GapList(request, indicator, organization).day
    try:
        if not form.is_valid():
            raise ValidationError([error for errors in form.errors.values() for error in errors])
        sample = samples.draw(indicator, organization, size=form.cleaned_data["size"], on=day, by=request.user)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return redirect(indicator.url(organization, on=day))
    return redirect("indicators:sample", sample.pk)


@login_required
@require_GET
def sample(request, pk):
    """Show a sample with its results; the units above the sampled one enter them here."""
    drawn = get_object_or_404(Sample.objects.visible_to(request.user).with_results(), pk=pk)
    indicator = indicator_or_404(drawn.indicator)
    elements = list(drawn.elements.select_related("organization"))
    pks = [element.element_id for element in elements]
    labels = gap.labels_of(indicator, pks, on=drawn.on, user=request.user)
    context = {
        "sample": drawn,
        "indicator": indicator,
        "rows": [{"element": element, "label": labels.get(element.element_id, "")} for element in elements],
        "may_enter": rights.may_enter_result(request.user, drawn),
        "form": ResultForm(),
        "gap_url": indicator.url(drawn.organization, on=drawn.on),
        "crumbs": trail(drawn.organization, request.user, on=drawn.on, page=_("抽核")),
    }
    return render(request, "indicators/sample.html", context)


@login_required
@require_POST
def sample_result(request, pk, element):
    """Enter what was found about one element of a sample."""
    drawn = get_object_or_404(Sample.objects.visible_to(request.user), pk=pk)
    sampled = get_object_or_404(SampledElement.objects.select_related("sample__organization"), pk=element, sample=drawn)
    rights.check_may_enter_result(drawn, by=request.user)
    form = ResultForm(request.POST)
    if form.is_valid():
        samples.enter_result(sampled, by=request.user, **form.cleaned_data)
        messages.success(request, _("已登记抽核结果。"))
    else:
        messages.error(request, _("没有登记：请选择抽核结果，说明不超过 200 字。"))
    return redirect("indicators:sample", pk)
