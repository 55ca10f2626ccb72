from pages.models import SavedFilter
from tests.access import LOGIN, Row, expect, managers_only, signed_in


def saved_filter(world):
    """A filter that the editor of the county keeps for the list of grids."""
    saved = SavedFilter.objects.create(
        user=world.county_editor, path="/ledgers/grid/", name="待核实", query="state=entered"
    )
    return {"pk": saved.pk}


ROWS = [
    Row("audit:history", managers_only(200)),
    Row("audit:history", managers_only(200), query=lambda world: {"object": f"organizations.user:{world.county.pk}"}),
    Row("audit:export", managers_only(200)),
    Row("audit:export", managers_only(200), query=lambda world: {"format": "csv"}),
    Row("lists:save-filter", signed_in(302), method="post"),
    Row(
        "lists:delete-filter",
        expect(404, anonymous=LOGIN, county_editor=302),
        kwargs=saved_filter,
        method="post",
        any_role="everybody keeps filters of their own, and sees no others",
    ),
]
