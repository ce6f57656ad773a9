"""`make page`: the page as few files, in `frontend/dist/`: one script for the first views, one for the rest, one style sheet.

The modules stay as they are and run as they are (`make dev`); what is bundled is what is deployed and what `make run` serves.
"""

import gzip
import re
import shutil
import subprocess
from pathlib import Path

FRONTEND = Path(__file__).resolve().parent.parent / "frontend"
DIST = FRONTEND / "dist"
ESBUILD = ("node_modules/.bin/esbuild", "--bundle", "--minify", "--target=es2022", "--legal-comments=none", "--log-level=warning")
SHEET = re.compile(r' *<link rel="stylesheet" href="([^"]+)"(?: media="(\w+)")?>\n')
FEW = {"index.html", "app.js", "later.js", "style.css"}


def main() -> None:
    """Builds all of it, and each file compressed beside it for servers that do not compress by themselves."""
    shutil.rmtree(DIST, ignore_errors=True)
    DIST.mkdir()
    _scripts()
    page = (FRONTEND / "index.html").read_text()
    _sheet(SHEET.findall(page))
    first, rest = SHEET.sub("", page).split("  <script", 1)
    for path in DIST.iterdir():
        path.with_name(f"{path.name}.gz").write_bytes(gzip.compress(path.read_bytes(), mtime=0))
    # Last of all, since its date is what make goes by.
    (DIST / "index.html").write_text(f'{first}  <link rel="stylesheet" href="style.css">\n  <script{rest}')


def _scripts() -> None:
    """All that `app.js` needs is one file, since `later.js` names it; an entry that only names that file goes."""
    _esbuild("app.js", "--splitting", "--format=esm", "--chunk-names=[name]", f"--outdir={DIST}")
    for name in ("chunk.js", "later.js"):
        text = (DIST / name).read_text()
        (DIST / name.replace("chunk", "app")).write_text(text.replace('"./chunk.js"', '"./app.js"'))
    (DIST / "chunk.js").unlink()
    assert {path.name for path in DIST.iterdir()} <= FEW, "Only app.js imports later.js, and only later.js comes later."


def _sheet(sheets: list[tuple[str, str]]) -> None:
    listed = "".join(f'@import "./{href}" {media};\n' for href, media in sheets)
    _esbuild("--loader=css", f"--outfile={DIST / 'style.css'}", stdin=listed)


def _esbuild(*options: str, stdin: str | None = None) -> None:
    subprocess.run([*ESBUILD, *options], cwd=FRONTEND, input=stdin, text=True, check=True)


if __name__ == "__main__":
    main()
