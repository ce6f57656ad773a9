"""Packs the app: one zip and one template, the same on AWS and on this machine but for the platform
of the binary wheels.

Chalice would fetch wheels for the Python that runs it. Lambda runs python3.12 on Linux, the
emulator runs the Python of its own environment; so the wheels are put into `vendor/`, which Chalice
ships as it is, and the rest of the procedure does not differ.
"""

import hashlib
import json
import os
import shutil
import subprocess
import sys
import time
import zipfile
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from infra import locales
from infra.policies import policy, policy_file, stage_config
from infra.resources.adoption import adopting
from infra.resources.functions import FUNCTIONS, RUNTIME
from infra.resources.gateway import calling_the_alias
from infra.template import merge_template

ROOT = Path(__file__).resolve().parent.parent
BUILD = ROOT / "build"
SHIPPED = ("app.py", "chalicelib", ".chalice")
MAKERS = (
    "infra/locales.py",
    "infra/package.py",
    "infra/policies.py",
    "infra/resources/adoption.py",
    "infra/resources/gateway.py",
)
"""What says how it is packed, beside the template that is merged."""
# The zip's bytes depend on what is in it and on nothing else, so an unchanged app is not deployed
# again.
EPOCH = (1980, 1, 1, 0, 0, 0)
STAGE = "deployed"
"""The one stage that Chalice knows; ours are a parameter of the template."""
ARM = "arm64"
"""The processors of the functions on AWS, a fifth cheaper than the others for the same work."""
SERVICES = frozenset(
    {
        "cognito-idp",
        "dynamodb",
        "dynamodbstreams",
        "lambda",
        "s3",
        "secretsmanager",
        "ses",
        "sqs",
        "stepfunctions",
        "sts",
    }
)
"""Whom the functions call, and `sts`, whom the SDK asks who it is; its descriptions of four hundred
others would be two fifths of the package.
"""
KEPT = 6
KEPT_SECONDS = 3600


@dataclass(frozen=True)
class Platform:
    """Where the package will run: its interpreter, which compiles, and what pip needs to choose
    wheels.
    """

    name: str
    python: str
    pip_options: tuple[str, ...] = ()
    architecture: str = ""
    """On which processors the functions run; where none is said, on those of this machine."""


@dataclass(frozen=True)
class Package:
    """What `chalice package` makes: the code and the template that names it."""

    code: Path
    template: dict

    @property
    def key(self) -> str:
        """The code's name in a bucket: other bytes, other name."""
        with self.code.open("rb") as code:
            return f"{hashlib.file_digest(code, 'sha256').hexdigest()[:32]}.zip"


def local_platform() -> Platform:
    """This machine; the emulator's environment is made by the same interpreter."""
    return Platform("local", sys.executable)


def aws_platform() -> Platform:
    """Lambda's runtime; only its own Python can compile for it."""
    wanted = RUNTIME.removeprefix("python")
    for candidate in filter(
        None, (os.environ.get("LAMBDA_PYTHON"), RUNTIME, *_pyenv_pythons(wanted))
    ):
        if _version(candidate) == wanted:
            options = (
                "--platform",
                "manylinux2014_aarch64",
                "--platform",
                "manylinux_2_28_aarch64",
                "--python-version",
                wanted,
            )
            return Platform(
                "aws",
                candidate,
                (*options, "--implementation", "cp", "--only-binary", ":all:"),
                ARM,
            )
    raise SystemExit(
        f"Python {wanted}, which compiles the package for Lambda, is not here; install it or set"
        " LAMBDA_PYTHON."
    )


def build(platform: Platform) -> Package:
    """Pack the app as it stands in the working folder; what was packed before is not
    packed again.
    """
    folder = BUILD / f"package-{platform.name}-{_fingerprint(platform)}"
    if not folder.exists():
        work = BUILD / f"{folder.name}.{os.getpid()}"
        shutil.rmtree(work, ignore_errors=True)
        _pack(work, platform)
        finish(work, folder)
    folder.touch()
    prune(BUILD)
    return Package(folder / "package.zip", json.loads((folder / "sam.json").read_text()))


def on_processors(template: dict, architecture: str) -> dict:
    """The template with the processors on which its functions run."""
    for resource in template["Resources"].values():
        if architecture and resource["Type"] == "AWS::Serverless::Function":
            resource["Properties"]["Architectures"] = [architecture]
    return template


def _fingerprint(platform: Platform) -> str:
    """A digest of all that the package is made of."""
    digest = hashlib.sha256(f"{platform.name} {_version(platform.python)}".encode())
    digest.update(json.dumps(merge_template(), sort_keys=True).encode())
    for name in (*SHIPPED, "requirements.txt", *MAKERS):
        path = ROOT / name
        for file in sorted(path.rglob("*")) if path.is_dir() else [path]:
            if file.is_file() and file.suffix != ".pyc":
                digest.update(f"{file.relative_to(ROOT)}\0".encode() + file.read_bytes())
    return digest.hexdigest()[:16]


def _pack(work: Path, platform: Platform) -> None:
    project = work / "project"
    _copy_app(project)
    (project / "vendor").symlink_to(_vendor(platform))
    (work / "merge.json").write_text(json.dumps(merge_template()))
    _chalice_package(project, work)
    made = json.loads((work / "out" / "sam.json").read_text())
    whole = adopting(calling_the_alias(made))
    (work / "sam.json").write_text(json.dumps(on_processors(whole, platform.architecture)))
    _with_bytecode(work / "out" / "deployment.zip", work / "package.zip", platform)
    shutil.rmtree(work / "out")


def finish(work: Path, folder: Path) -> None:
    """Give the finished folder its name, unless another build was faster."""
    try:
        work.rename(folder)
    except OSError:
        shutil.rmtree(work)


def prune(build: Path) -> None:
    """Removes what was packed for earlier states of the code, but for the newest; what may be in
    use or in the making stays.
    """
    for kind in ("package", "vendor"):
        for path in sorted(build.glob(f"{kind}-*"), key=_age_seconds)[KEPT:]:
            if _age_seconds(path) > KEPT_SECONDS:
                shutil.rmtree(path, ignore_errors=True)


def _age_seconds(path: Path) -> float:
    """Since it was last used; nothing where somebody else has removed it meanwhile."""
    with suppress(FileNotFoundError):
        return time.time() - path.stat().st_mtime
    return 0.0


def _copy_app(project: Path) -> None:
    project.mkdir(parents=True)
    for name in SHIPPED:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(
                source,
                project / name,
                ignore=shutil.ignore_patterns("__pycache__", "deployments", "deployed"),
            )
        else:
            shutil.copy2(source, project / name)
    (project / "requirements.txt").touch()
    _write_policies(project / ".chalice")


def _write_policies(folder: Path) -> None:
    """Each function's policy, and Chalice's settings with the names of these files."""
    for function in FUNCTIONS:
        (folder / policy_file(function)).write_text(json.dumps(policy(function)))
    settings = folder / "config.json"
    told = json.loads(settings.read_text()) | {"stages": {STAGE: stage_config()}}
    settings.write_text(json.dumps(told))


def _vendor(platform: Platform) -> Path:
    """The wheels, unpacked, without what the SDK knows of services that nobody calls, and Babel of
    words that nobody writes; kept until the requirements or the interpreter change.
    """
    requirements = ROOT / "requirements.txt"
    stamp = hashlib.sha256(
        f"{_version(platform.python)} {platform.architecture} {sorted(SERVICES)}"
        f" {sorted(locales.KEPT)}".encode()
        + requirements.read_bytes()
    ).hexdigest()[:16]
    vendor = BUILD / f"vendor-{platform.name}-{stamp}"
    if not vendor.exists():
        unfinished = BUILD / f"{vendor.name}.{os.getpid()}"
        pip = [
            sys.executable,
            "-m",
            "pip",
            "install",
            "--quiet",
            "--disable-pip-version-check",
            "--no-compile",
        ]
        subprocess.run(
            [*pip, "--target", str(unfinished), *platform.pip_options, "-r", str(requirements)],
            check=True,
        )
        shutil.rmtree(unfinished / "bin", ignore_errors=True)
        for described in (unfinished / "botocore/data").iterdir():
            if described.is_dir() and described.name not in SERVICES:
                shutil.rmtree(described)
        locales.slim(unfinished / "babel")
        finish(unfinished, vendor)
    vendor.touch()
    return vendor


def _chalice_package(project: Path, work: Path) -> None:
    chalice = Path(sys.executable).with_name("chalice")
    command = [
        str(chalice),
        "package",
        "--stage",
        STAGE,
        "--merge-template",
        "../merge.json",
        "../out",
    ]
    # Chalice wants a region to look at, though a package does not depend on it.
    environment = {"AWS_DEFAULT_REGION": "us-east-1", **os.environ}
    done = subprocess.run(command, cwd=project, env=environment, capture_output=True, text=True)
    if done.returncode:
        raise SystemExit(f"chalice package failed in {work}:\n{done.stdout}{done.stderr}")


def _with_bytecode(source: Path, packed: Path, platform: Platform) -> None:
    """The same zip with compiled modules, which Lambda's read-only file system would otherwise
    compile at every cold start.
    """
    tree = source.parent / "tree"
    with zipfile.ZipFile(source) as archive:
        archive.extractall(tree)
    # Unchecked: the file times of a zip say nothing, and nobody edits the source next to them.
    compile_all = [
        platform.python,
        "-m",
        "compileall",
        "-q",
        "-j",
        "0",
        "--invalidation-mode",
        "unchecked-hash",
    ]
    # Beside the modules, wherever this machine keeps bytecode of its own.
    beside = {name: kept for name, kept in os.environ.items() if name != "PYTHONPYCACHEPREFIX"}
    subprocess.run(
        [*compile_all, "-s", str(tree), "-p", "/var/task", str(tree)], check=True, env=beside
    )
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        for path in sorted(path for path in tree.rglob("*") if path.is_file()):
            entry = zipfile.ZipInfo(str(path.relative_to(tree)), EPOCH)
            entry.external_attr = 0o644 << 16
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, path.read_bytes())


def _pyenv_pythons(version: str) -> list[str]:
    root = Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv"))
    return sorted(str(path) for path in root.glob(f"versions/{version}*/bin/python"))


def _version(python: str) -> str:
    try:
        asked = subprocess.run(
            [python, "-c", "import sys; print('%d.%d' % sys.version_info[:2])"],
            capture_output=True,
            text=True,
        )
    except FileNotFoundError:
        return ""
    return asked.stdout.strip()
