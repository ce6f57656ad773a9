"""Which files of `frontend/` are the page: those that `infra/bundle.py` built, or the modules that
they were built from.
"""

import mimetypes
from pathlib import Path

from infra.bundle import DIST, FRONTEND

SUFFIXES = {".html", ".css", ".js", ".svg", ".png", ".ico", ".webmanifest", ".woff2", ".txt"}
NOT_SERVED = {"node_modules", "vendor.entry.js", "pdf.entry.js", "dist"}


def page_file(url_path: str, *, built: bool) -> Path | None:
    """The file behind a path of the page, or None for what is not part of it. Beside what is built
    there are the modules, one by one.
    """
    name = url_path.strip("/") or "index.html"
    found = (_within(folder, name) for folder in ((DIST, FRONTEND) if built else (FRONTEND,)))
    return next((path for path in found if path), None)


def page_files() -> dict[str, Path]:
    """Every file of the page as it is deployed, by its path below the origin."""
    return {path.name: path for path in sorted(DIST.iterdir()) if path.suffix in SUFFIXES}


def content_type(path: Path) -> str:
    """What the file is, with its encoding where it is text."""
    kind = {".js": "text/javascript", ".webmanifest": "application/manifest+json"}.get(
        path.suffix
    ) or mimetypes.guess_type(path.name)[0]
    kind = kind or "application/octet-stream"
    return f"{kind}; charset=utf-8" if kind.startswith("text/") else kind


def _within(folder: Path, name: str) -> Path | None:
    path = (folder / name).resolve()
    return (
        path
        if path.is_relative_to(folder) and _is_served(path.relative_to(folder)) and path.is_file()
        else None
    )


def _is_served(path: Path) -> bool:
    hidden = any(part.startswith(".") for part in path.parts)
    return path.suffix in SUFFIXES and not hidden and not NOT_SERVED.intersection(path.parts)
