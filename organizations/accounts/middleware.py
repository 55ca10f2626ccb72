"""Sessions end after idle time, and a password that is due is changed before anything else."""

from django.conf import settings
from django.shortcuts import redirect, resolve_url
from django.utils import timezone

TOUCHED = "touched"
TOUCH_EVERY = 60  # seconds; so that reading pages does not write the session each time
OPEN_WHILE_DUE = {"password_change", "logout", "healthz"}


class IdleSessionMiddleware:
    """Each use of the portal postpones the end of the session (``SESSION_COOKIE_AGE`` after the last)."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        now = int(timezone.now().timestamp())
        if request.user.is_authenticated and now - request.session.get(TOUCHED, 0) >= TOUCH_EVERY:
            request.session[TOUCHED] = now
        return self.get_response(request)


class UnsentMiddleware:
    """Whoever sends a form after the session ended learns at the login page that it was not taken."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if request.method == "POST" and not request.user.is_authenticated:
            location = response.get("Location", "")
            if location.startswith(resolve_url(settings.LOGIN_URL) + "?"):
                response["Location"] = f"{location}&unsent=1"
        return response


class PasswordDueMiddleware:
    """Who must change the password sees only the page for it, and the way out."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        user = request.user
        if not user.is_authenticated or request.resolver_match.view_name in OPEN_WHILE_DUE:
            return None
        return redirect("password_change") if user.password_is_due(now=timezone.now()) else None
