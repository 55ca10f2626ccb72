"""Whom to ask about the portal: the action that sets the contact, and its page."""

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from audit import actions as audit
from audit.changes import between, snapshot
from organizations.models import Contact, Organization
from pages.forms import posted

FIELDS = ("name", "phone", "note")


def check_may_set_contact(by):
    """Raise ``PermissionDenied`` unless ``by`` may change what all units of the tree share."""
    if not by.manages_tree:
        raise PermissionDenied(_("联系人由最上级单位的管理人员或系统管理员设置。"))


@transaction.atomic
def set_contact(*, by, **values):
    """Set ``FIELDS`` of the contact of the tree that ``by`` belongs to, and return it."""
    check_may_set_contact(by)
    root = Organization.objects.select_for_update().get(path=by.organization.root_path)
    contact = Contact.objects.filter(organization=root).first() or Contact(organization=root)
    before = snapshot(contact, FIELDS)
    for name in FIELDS:
        setattr(contact, name, values[name])
    contact.full_clean()
    contact.save()
    changes = between(before, snapshot(contact, FIELDS))
    audit.record("contact.set", target=contact, by=by, changes=changes)
    return contact


class ContactForm(forms.ModelForm):
    class Meta:
        model = Contact
        fields = FIELDS

    def _post_clean(self):
        """Leave the instance unchanged: the action validates and stores."""


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def contact(request):
    """Show the contact of the tree; those who manage the tree change it here."""
    stored = Contact.objects.visible_to(request.user).first()
    if request.method == "POST":
        check_may_set_contact(request.user)
    form = ContactForm(posted(request), instance=stored) if request.user.manages_tree else None
    if form and form.is_valid():
        set_contact(by=request.user, **form.cleaned_data)
        messages.success(request, _("已保存，登录页和使用说明上随即显示。"))
        return redirect("contact")
    return render(request, "organizations/contact.html", {"contact": stored, "form": form})
