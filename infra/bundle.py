"""`make page`: the page as few files, in `frontend/dist/`: one script for the first views, one for
the rest, one style sheet; and what draws PDFs.

The modules stay as they are and run as they are (`make dev`); what is bundled is what is deployed
and what `make run` serves.
"""

import gzip
import re
import shutil
import subprocess
import tempfile
from pathlib import Path

FRONTEND = Path(__file__).resolve().parent.parent / "frontend"
DIST = FRONTEND / "dist"
ESBUILD = (
    "node_modules/.bin/esbuild",
    "--bundle",
    "--minify",
    "--target=es2022",
    "--legal-comments=none",
    "--log-level=warning",
)
FETCHED_LATE = ("pdf.js", "pdf.worker.js")
"""What was bundled already, from others, and is fetched by its name when a PDF is looked at."""
SHEET = re.compile(r' *<link rel="stylesheet" href="([^"]+)"(?: media="(\w+)")?>\n')


def main() -> None:
    """Builds all of it beside, and puts each file into its place whole, so that no reader and no
    other build meets half of it.
    """
    with tempfile.TemporaryDirectory(prefix="dist.", dir=FRONTEND) as work:
        _build(Path(work))
        DIST.mkdir(exist_ok=True)
        # The page last of all, since its date is what make goes by.
        for path in sorted(Path(work).iterdir(), key=lambda path: path.name == "index.html"):
            path.replace(DIST / path.name)


def _build(folder: Path) -> None:
    """Each file, and beside the large ones what they are compressed, for servers that do not
    compress by themselves.
    """
    _scripts(folder)
    for name in FETCHED_LATE:
        shutil.copyfile(FRONTEND / name, folder / name)
    page = (FRONTEND / "index.html").read_text()
    _sheet(SHEET.findall(page), folder)
    for path in list(folder.iterdir()):
        path.with_name(f"{path.name}.gz").write_bytes(gzip.compress(path.read_bytes(), mtime=0))
    first, rest = SHEET.sub("", page).split("  <script", 1)
    (folder / "index.html").write_text(
        f'{first}  <link rel="stylesheet" href="style.css">\n  <script{rest}'
    )


def _scripts(folder: Path) -> None:
    """All that `app.js` needs is one file, since `later.js` names it; an entry that only names that
    file goes.
    """
    _esbuild("app.js", "--splitting", "--format=esm", "--chunk-names=[name]", f"--outdir={folder}")
    for name in ("chunk.js", "later.js"):
        text = (folder / name).read_text()
        (folder / name.replace("chunk", "app")).write_text(
            text.replace('"./chunk.js"', '"./app.js"')
        )
    (folder / "chunk.js").unlink()
    assert {path.name for path in folder.iterdir()} == {"app.js", "later.js"}, (
        "Only later.js comes later."
    )


def _sheet(sheets: list[tuple[str, str]], folder: Path) -> None:
    listed = "".join(f'@import "./{href}" {media};\n' for href, media in sheets)
    _esbuild("--loader=css", f"--outfile={folder / 'style.css'}", stdin=listed)


def _esbuild(*options: str, stdin: str | None = None) -> None:
    subprocess.run([*ESBUILD, *options], cwd=FRONTEND, input=stdin, text=True, check=True)


if __name__ == "__main__":
    main()
