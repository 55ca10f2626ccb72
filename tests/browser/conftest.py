import pytest
from django.test import Client

DESK = {"width": 1400, "height": 900}
PHONE = {"width": 390, "height": 800}


@pytest.fixture
def browse(chromium, live_server):
    """``browse("/tasks/", user=editor, screen=PHONE)`` opens a page as that person would see it.

    ``page.complaints`` lists the errors and warnings of its console: broken scripts, blocked styles.
    """
    contexts = []

    def open_page(address, *, user=None, screen=DESK, script=True):
        context = chromium.new_context(viewport=screen, java_script_enabled=script, locale="zh-CN")
        contexts.append(context)
        if user:
            context.add_cookies(session_of(user, live_server.url))
        page = context.new_page()
        page.complaints = []
        page.on("console", lambda message: page.complaints.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: page.complaints.append(str(error)))
        page.goto(live_server.url + address)
        return page

    yield open_page
    for context in contexts:
        context.close()


def session_of(user, url):
    """Cookies of a browser in which ``user`` has signed in."""
    client = Client()
    client.force_login(user)
    return [{"name": name, "value": cookie.value, "url": url} for name, cookie in client.cookies.items()]
