"""Opens a page as an account of the demonstration sees it, and takes its picture."""

import shutil
from base64 import b64encode
from collections.abc import Callable
from dataclasses import dataclass

from django.test import Client
from playwright.sync_api import sync_playwright

from organizations.models import User
from tools.pictures import png

DESK, PHONE = 1400, 390
SLOWEST = 120_000  # milliseconds that a page may take on a machine that is busy otherwise
# A browser writes a day in its own language, whatever the page says; the readers' browsers speak Chinese.
WRITE_DAYS_AS_IN_CHINA = """() => document.querySelectorAll("input[type=date]").forEach(field => {
  const [day, width] = [field.value, field.offsetWidth];
  field.type = "text";
  field.value = day ? day.replaceAll("-", "/") : "年/月/日";
  field.style.width = width + "px";
})"""


@dataclass(frozen=True)
class Picture:
    """A page as ``username`` sees it.

    ``address``: the page, or a function that returns it once the demonstration is loaded. ``height``: as many pixels
    from the top. ``part``: only the element of this selector. ``steps``: what the person does
    before the picture is taken. ``width``: of the window.
    """

    name: str
    username: str
    address: str | Callable
    height: int = 900
    part: str = ""
    steps: Callable | None = None
    width: int = DESK


class Camera:
    """The browser of this machine, open while the block runs."""

    def __init__(self, portal):
        self.portal = portal

    def __enter__(self):
        path = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
        if path is None:
            raise SystemExit("Install Chromium; the pictures are taken with it.")
        self._driver = sync_playwright().start()
        # Without subpixels text has few colours, and every machine draws it alike.
        options = ["--no-sandbox", "--disable-gpu", "--disable-lcd-text", "--force-color-profile=srgb"]
        self._browser = self._driver.chromium.launch(executable_path=path, args=options)
        return self

    def __exit__(self, *_error):
        self._browser.close()
        self._driver.stop()

    def take(self, picture):
        """Return the PNG file of ``picture``."""
        context = self._browser.new_context(
            viewport={"width": picture.width, "height": picture.height},
            locale="zh-CN",
            timezone_id="Asia/Shanghai",
            reduced_motion="reduce",
        )
        context.add_cookies(self._session(picture.username))
        page = context.new_page()
        page.set_default_timeout(SLOWEST)
        address = picture.address if isinstance(picture.address, str) else picture.address()
        response = page.goto(self.portal + address, wait_until="networkidle")
        if response.status != 200:
            raise SystemExit(f"{picture.name}: {address} answered {response.status}")
        if picture.steps:
            picture.steps(page)
            page.wait_for_load_state("networkidle")
        page.evaluate(WRITE_DAYS_AS_IN_CHINA)
        shown = page.locator(picture.part).first if picture.part else page
        shot = shown.screenshot()
        blank = context.new_page()
        small = png.encoded(**blank.evaluate(png.COUNT_COLOURS, b64encode(shot).decode()))
        context.close()
        return small

    def _session(self, username):
        client = Client()
        client.force_login(User.objects.get(username=username))
        return [{"name": name, "value": cookie.value, "url": self.portal} for name, cookie in client.cookies.items()]
