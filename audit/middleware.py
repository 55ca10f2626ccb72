from audit.context import origin


class AuditContextMiddleware:
    """Sets the path, the client's address and the source (page or admin) of audit rows written during a request."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        source = "admin" if request.path.startswith("/admin/") else "page"
        with origin(source=source, reference=request.path[:200], address=request.META.get("REMOTE_ADDR") or None):
            return self.get_response(request)
