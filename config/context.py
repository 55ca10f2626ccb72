"""What every page's frame shows: navigation, year, demonstration banner."""


def frame(request):
    return {}
