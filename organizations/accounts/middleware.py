"""Middleware for idle sessions, for forms sent after the session has ended, and for passwords that must change."""

from django.conf import settings
from django.http import JsonResponse
from django.shortcuts import redirect, render, resolve_url
from django.utils import timezone
from django.utils.translation import gettext as _

from organizations.accounts import unsent
from organizations.accounts.forms import LoginForm

TOUCHED = "touched"
TOUCH_EVERY = 60  # seconds between two writes of the session that only prolong it
OPEN_WHILE_DUE = {"password_change", "logout", "healthz"}


class IdleSessionMiddleware:
    """Ends sessions ``SESSION_COOKIE_AGE`` seconds after the last request.

    ``request.only_touched`` means that the session is saved only because of the time of last use.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        now = int(timezone.now().timestamp())
        if request.user.is_authenticated and now - request.session.get(TOUCHED, 0) >= TOUCH_EVERY:
            request.only_touched = not request.session.modified
            request.session[TOUCHED] = now
        return response


class UnsentMiddleware:
    """Answers a form that was sent after the session had ended with a login page that keeps the form."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if request.method == "POST" and not request.user.is_authenticated:
            location = response.get("Location", "")
            if location.startswith(resolve_url(settings.LOGIN_URL) + "?"):
                return _held(request) or _lost(response, location)
        return response


def _held(request):
    """Return the login page with the data of the form, or JSON for a script that saves drafts.

    None when the form cannot be kept.
    """
    if request.headers.get("X-Requested-With") == "XMLHttpRequest":
        text = _("登录已失效，草稿没有存上。请点“存为草稿”并重新登录，填写的内容不会丢。")
        return JsonResponse({"message": text, "stop": True}, status=401)
    if not (held := unsent.packed(request)):
        return None
    waiting = {"next": request.get_full_path(), "held": held, "files": unsent.file_names(request)}
    context = {"form": LoginForm(request), **waiting}
    response = render(request, "registration/login.html", context, status=401)
    response["Cache-Control"] = "no-store"
    return response


def _lost(response, location):
    response["Location"] = f"{location}&unsent=1"
    return response


class PasswordDueMiddleware:
    """Redirects users who must change their password to that page; only logout stays open."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        user = request.user
        if not user.is_authenticated or request.resolver_match.view_name in OPEN_WHILE_DUE:
            return None
        return redirect("password_change") if user.password_is_due(now=timezone.now()) else None
