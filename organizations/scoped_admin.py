"""Limit the admin to the user's subtree. This also applies to superusers."""

from audit.admin import ReadOnlyAdmin


class ScopedAdmin:
    """Mixin for a ``ModelAdmin`` whose model has ``visible_to``; it limits lists, pages, searches and choices."""

    def get_queryset(self, request):
        return super().get_queryset(request).visible_to(request.user)

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        kwargs.setdefault("queryset", _visible(db_field, request.user))
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def formfield_for_manytomany(self, db_field, request, **kwargs):
        kwargs.setdefault("queryset", _visible(db_field, request.user))
        return super().formfield_for_manytomany(db_field, request, **kwargs)


def _visible(db_field, user):
    """Return the rows that ``user`` may choose for ``db_field``: all rows when their model has no ``visible_to``."""
    rows = db_field.remote_field.model._default_manager.all()
    return rows.visible_to(user) if hasattr(rows, "visible_to") else rows


class ScopedReadOnlyAdmin(ScopedAdmin, ReadOnlyAdmin):
    """Read-only, and limited to the user's units; the pages of the portal change these rows and check the rules."""

    show_full_result_count = False
    list_per_page = 50
