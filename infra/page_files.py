"""Which files of `frontend/` are the page; the rest is what it is made and checked with."""

import mimetypes
from pathlib import Path

from infra.package import ROOT

FRONTEND = ROOT / "frontend"
SUFFIXES = {".html", ".css", ".js", ".svg", ".png", ".ico", ".webmanifest", ".woff2", ".txt"}
NOT_SERVED = {"node_modules", "vendor.entry.js", "dist"}


def page_file(url_path: str) -> Path | None:
    """The file behind a path of the page, or None for what is not part of it."""
    path = (FRONTEND / (url_path.strip("/") or "index.html")).resolve()
    return path if path.is_relative_to(FRONTEND) and _is_served(path) and path.is_file() else None


def page_files() -> dict[str, Path]:
    """Every file of the page by its path below the origin."""
    found = (path for path in FRONTEND.rglob("*") if _is_served(path) and path.is_file())
    return {path.relative_to(FRONTEND).as_posix(): path for path in sorted(found)}


def content_type(path: Path) -> str:
    """What the file is, with its encoding where it is text."""
    kind = {".js": "text/javascript", ".webmanifest": "application/manifest+json"}.get(path.suffix) or mimetypes.guess_type(path.name)[0]
    kind = kind or "application/octet-stream"
    return f"{kind}; charset=utf-8" if kind.startswith("text/") else kind


def _is_served(path: Path) -> bool:
    parts = path.relative_to(FRONTEND).parts
    hidden = any(part.startswith(".") for part in parts)
    return path.suffix in SUFFIXES and not hidden and not NOT_SERVED.intersection(parts)
