import pytest


@pytest.fixture
def visit(chromium, live_server, settings):
    """``visit("/styleguide/", width=390)`` opens a page; ``page.complaints`` lists the errors of its console."""
    settings.ROOT_URLCONF = "tests.pages.urls"
    contexts = []

    def open_page(address, *, width=1400, script=True, cookies=()):
        context = chromium.new_context(viewport={"width": width, "height": 800}, java_script_enabled=script)
        contexts.append(context)
        context.add_cookies([{**cookie, "url": live_server.url} for cookie in cookies])
        page = context.new_page()
        page.complaints = []
        page.on("console", lambda message: page.complaints.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: page.complaints.append(str(error)))
        page.goto(live_server.url + address)
        return page

    yield open_page
    for context in contexts:
        context.close()
