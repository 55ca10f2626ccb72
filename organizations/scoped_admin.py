"""The admin under the portal's own gate: staff, superusers too, meet only what their organization answers for."""


class ScopedAdmin:
    """Mix into a ``ModelAdmin`` whose model has ``visible_to``: lists, pages, search boxes and choices obey it."""

    def get_queryset(self, request):
        return super().get_queryset(request).visible_to(request.user)

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        kwargs.setdefault("queryset", _visible(db_field, request.user))
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def formfield_for_manytomany(self, db_field, request, **kwargs):
        kwargs.setdefault("queryset", _visible(db_field, request.user))
        return super().formfield_for_manytomany(db_field, request, **kwargs)


def _visible(db_field, user):
    """Rows that ``user`` may choose for ``db_field``; all where the related model has no scope."""
    rows = db_field.remote_field.model._default_manager.all()
    return rows.visible_to(user) if hasattr(rows, "visible_to") else rows
