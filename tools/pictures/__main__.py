import argparse
import os
import sys
import tempfile
from pathlib import Path

FOLDER = Path(__file__).resolve().parents[2] / "docs" / "images"


def main():
    parser = argparse.ArgumentParser(prog="make pictures", description="Take the pictures of the guide anew.")
    parser.add_argument("names", nargs="*", metavar="NAME", help="only these pictures; all without it")
    names = parser.parse_args().names
    with tempfile.TemporaryDirectory(prefix="portal-pictures-") as folder:
        os.environ |= surroundings(folder)
        from tools.pictures.portal import start

        start()
        take(names)


def surroundings(folder):
    """Return the variables of a portal that keeps everything in ``folder``; a file .env does not overrule them."""
    usual = dict.fromkeys(["DATABASE_URL", "CELERY_BROKER_URL", "EMAIL_URL", "PRIVATE_ROOT"], "")
    return usual | {
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "DJANGO_ALLOW_ASYNC_UNSAFE": "true",  # the browser's driver keeps an event loop in this thread
        "VAR_DIR": folder,
        "LOG_LEVEL": "WARNING",
        "DEBUG": "on",
        "DEMO": "on",
    }


def take(names):
    """Prepare what the pictures show, open their pages and write them below ``FOLDER``."""
    from tools.pictures.album import PICTURES, prepare
    from tools.pictures.camera import Camera
    from tools.pictures.portal import serving

    unknown = set(names) - {picture.name for picture in PICTURES}
    if unknown:
        raise SystemExit(f"no picture is called {', '.join(sorted(unknown))}")
    prepare()
    with serving() as address, Camera(address) as camera:
        for picture in PICTURES:
            if not names or picture.name in names:
                path = FOLDER / f"{picture.name}.png"
                path.write_bytes(camera.take(picture))
                sys.stdout.write(f"{path.name}: {path.stat().st_size // 1000} kB\n")


if __name__ == "__main__":
    main()
