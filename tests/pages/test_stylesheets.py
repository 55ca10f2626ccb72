"""Rules for styles, scripts and templates: named colours, contrast, old browsers, content security policy."""

import itertools
import re
from pathlib import Path

import pytest
from django.conf import settings

STYLE_FOLDER = settings.BASE_DIR / "static/css"
STYLES = sorted(STYLE_FOLDER.rglob("*.css"))
SCRIPTS = sorted((settings.BASE_DIR / "static/js").glob("*.js"))
TEMPLATES = sorted((settings.BASE_DIR / "templates").rglob("*.html"))
PARTS = sorted((settings.BASE_DIR / "templates/_components").glob("*.html"))

# Chromium 78 ignores a rule with one of these, or lays it out wrongly.
TOO_NEW_STYLE = (
    r":has\(|:is\(|:where\(|@container|@layer|clamp\(|[ (]min\(|[ (]max\(|\binset:|(?<!-)\bgap:|aspect-ratio:|\n\s*&"
)
TOO_NEW_SCRIPT = r"\?\.|\?\?|\.replaceAll\(|\.at\(|#[a-z]+\s*="


def name(path):
    return path.name


def template_name(path):
    return str(path.relative_to(settings.BASE_DIR / "templates"))


def tokens():
    text = (STYLE_FOLDER / "tokens.css").read_text()
    return dict(re.findall(r"--([\w-]+): (#[0-9a-f]{3,6});", text))


def luminance(colour):
    digits = colour[1:] if len(colour) == 7 else "".join(each * 2 for each in colour[1:])
    parts = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    linear = [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one, other):
    bright, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (bright + 0.05) / (dark + 0.05)


@pytest.mark.parametrize(
    ("ink", "paper"),
    [
        *[
            (ink, paper)
            for ink in ("ink", "ink-2", "ink-3", "link", "late")
            for paper in ("paper", "canvas", "paper-2")
        ],
        *[(state, f"{state}-bg") for state in ("ok", "warn", "late", "idle", "wait")],
        *[(state, "paper") for state in ("ok", "warn", "idle", "wait", "brand")],
        *[("on-brand", ground) for ground in ("brand", "brand-2", "ok-solid")],
        *[("on-brand-2", ground) for ground in ("brand", "brand-2")],
        *[("ink-2", ground) for ground in ("line-2", "idle-bg")],
        ("brand", "brand-bg"),
        ("sand-ink", "sand"),
        ("gold-ink", "gold-bg"),
        ("on-gold", "gold"),
        ("ink", "late-bg"),
        ("link", "late-bg"),
        ("ink-3", "line-2"),
    ],
)
def test_text_has_enough_contrast_to_its_background(ink, paper):
    colours = tokens()

    assert contrast(colours[ink], colours[paper]) >= 4.5


@pytest.mark.parametrize(
    ("edge", "ground"), [("control", "paper"), ("focus", "paper"), ("focus", "canvas"), ("gold", "brand")]
)
def test_borders_of_controls_and_the_focus_have_enough_contrast(edge, ground):
    colours = tokens()

    assert contrast(colours[edge], colours[ground]) >= 3


def test_every_stylesheet_of_a_part_is_imported_and_named_like_its_template():
    names = re.findall(r'@import url\("components/(\w+)\.css"\);', (STYLE_FOLDER / "components.css").read_text())

    assert sorted(names) == sorted(path.stem for path in (STYLE_FOLDER / "components").iterdir())
    assert set(names) - {path.stem for path in PARTS} == {"button", "figures", "filters"}  # these belong to no part


@pytest.mark.parametrize("path", STYLES, ids=name)
def test_colour_values_stand_only_in_the_tokens(path):
    rules = re.sub(r":root \{[^}]*\}", "", path.read_text())

    assert re.findall(r"#[0-9a-fA-F]{3,8}\b(?=[^{}]*[;}])", rules) == []


@pytest.mark.parametrize("path", STYLES, ids=name)
def test_every_token_that_is_used_exists(path):
    own = set(re.findall(r"(--[\w-]+):", "".join(each.read_text() for each in STYLES)))

    assert set(re.findall(r"var\((--[\w-]+)", path.read_text())) <= own


@pytest.mark.parametrize("path", STYLES, ids=name)
def test_styles_use_nothing_that_old_browsers_lack(path):
    assert re.findall(TOO_NEW_STYLE, path.read_text()) == []


@pytest.mark.parametrize("path", SCRIPTS, ids=name)
def test_scripts_use_nothing_that_old_browsers_lack(path):
    assert re.findall(TOO_NEW_SCRIPT, path.read_text()) == []


@pytest.mark.parametrize("path", SCRIPTS, ids=name)
def test_scripts_contain_no_chinese(path):
    assert re.findall(r"[\u4e00-\u9fff]+", path.read_text()) == []


@pytest.mark.parametrize("path", TEMPLATES, ids=template_name)
def test_templates_obey_the_content_security_policy(path):
    text = path.read_text()

    assert not re.search(r"<[^>]+\sstyle=", text)
    assert not re.search(r"<[^>]+\son[a-z]+=", text)
    assert not re.search(r"<script(?![^>]*\ssrc=)", text)
    assert "<style" not in text
    assert not re.search(r"(src|href)=\"(https?:)?//", text)


@pytest.mark.parametrize("path", PARTS, ids=name)
def test_every_part_begins_with_a_comment_that_names_its_context(path):
    lines = Path(path).read_text().splitlines()
    head = "".join(itertools.takewhile(lambda line: line.startswith("{# "), lines))

    assert head
    assert "Context:" in head or path.name.startswith("_")


@pytest.mark.parametrize("path", TEMPLATES, ids=template_name)
def test_no_line_of_a_template_is_too_long_to_read(path):
    lines = path.read_text().splitlines()

    assert [number for number, line in enumerate(lines, 1) if len(line) > 160] == []
