"""Login, lock-out and logout."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout as end_session
from django.contrib.auth.views import LoginView
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.csrf import csrf_failure
from django.views.decorators.http import require_POST

from organizations.accounts import lockout, unsent
from organizations.accounts.forms import LoginForm

LOCKED = 429


class EntranceView(LoginView):
    """The login page; it says so when the session has ended.

    The data of a form that was sent too late (``held``) are shown after the login, and can be sent again.
    """

    authentication_form = LoginForm
    redirect_authenticated_user = True

    def get_context_data(self, **context):
        ended = self.request.method == "GET" and settings.SESSION_COOKIE_NAME in self.request.COOKIES
        held = self.request.POST.get("held", "")
        return super().get_context_data(ended=ended and "next" in self.request.GET, held=held, **context)

    def form_valid(self, form):
        response = super().form_valid(form)
        pairs = unsent.unpacked(self.request.POST.get("held", ""))
        if not pairs:
            return response
        context = {"pairs": pairs, "words": unsent.words(pairs), "address": self.get_success_url()}
        return render(self.request, "registration/unsent.html", context)


login = EntranceView.as_view()


def csrf_failed(request, reason=""):
    """Answer a form with a wrong CSRF token. If the portal's own page sent it, the user can send it again."""
    pairs = unsent.unpacked(unsent.packed(request)) if request.user.is_authenticated else []
    if not pairs or not unsent.is_of_our_page(request):
        return csrf_failure(request, reason)
    context = {"pairs": pairs, "words": unsent.words(pairs), "files": unsent.file_names(request)}
    return render(request, "registration/unsent.html", context | {"address": request.get_full_path()}, status=403)


@require_POST
def logout(request):
    end_session(request)
    messages.success(request, _("已退出。在公用电脑上，请同时关闭浏览器。"))
    return redirect("login")


def locked_out(request, response, credentials):
    """Answer a login during the lock-out: say when to try again, but not whether the account exists."""
    again_at = lockout.as_clock_time(lockout.ends_at(request, credentials))
    return render(request, "registration/locked_out.html", {"again_at": again_at}, status=LOCKED)
