from audit.context import origin


class AuditContextMiddleware:
    """Audit rows written during a request carry its address and whether it came through the admin."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        source = "admin" if request.path.startswith("/admin/") else "page"
        with origin(source=source, reference=request.path[:200], address=request.META.get("REMOTE_ADDR") or None):
            return self.get_response(request)
