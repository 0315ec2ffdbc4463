"""Plans in formats that only MPXJ reads, turned into Microsoft Project's XML by it.

MPXJ is a library for Java. It runs in a process of its own, a child of the one that reads the
file: killed with it, with a heap of its own and no more time than is left.
"""

import re
import shutil
import subprocess
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path

from pipelines.raw.compound import PROJECT_ADVICE, SAVE_AS_XML
from pipelines.raw.refusal import Refusal
from pmo.ledger import Issue

PACKAGE = "mpxj"
HEAP_MEGABYTES = 768
SECONDS = 60
JAVA = (
    f"-Xmx{HEAP_MEGABYTES}m",
    "-XX:+UseSerialGC",
    "-XX:CompressedClassSpaceSize=64m",  # else Java reserves more memory than a child may have
    "-XX:ReservedCodeCacheSize=64m",
    "-Djava.awt.headless=true",
    "-Djavax.xml.accessExternalDTD=",
    "-Djavax.xml.accessExternalSchema=",
    "-Dlog4j2.loggerContextFactory=org.apache.logging.log4j.simple.SimpleLoggerContextFactory",
)
CONVERTER = "org.mpxj.sample.MpxjConvert"
INSTALL_MPXJ = (
    "Where Milepost runs, MPXJ reads such files once it is installed: "
    "pip install -r requirements-plans.txt."
)
INSTALL_JAVA = (
    "Where Milepost runs, MPXJ reads such files once Java 17 is installed: on Debian and Ubuntu "
    "apt-get install openjdk-17-jre-headless, elsewhere any full Java 17 or newer on the PATH."
)
_DECLARATION = re.compile(rb"<!\s*(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_TROUBLE = re.compile(r"(?:org\.mpxj\.|java\.)[\w.]*(?:Exception|Error): ?(.*)")


def is_installed() -> bool:
    """Whether both MPXJ and a Java are there."""
    return find_spec(PACKAGE) is not None and shutil.which("java") is not None


def as_project_xml(path: Path, job: Path) -> tuple[bytes, Issue]:
    """XML of a plan in another format, and the note who read it.

    Args:
        path: where the bytes lie.
        job: an empty folder of our own.

    Raises:
        Refusal: MPXJ or Java is missing, or MPXJ cannot read the plan.
    """
    spec = find_spec(PACKAGE)
    if spec is None or spec.origin is None:
        raise Refusal(f"{PROJECT_ADVICE} {INSTALL_MPXJ}")
    java = shutil.which("java")
    if java is None:
        raise Refusal(f"{PROJECT_ADVICE} {INSTALL_JAVA}")
    if _holds_a_dtd(path.read_bytes()):
        raise Refusal("The XML holds a DTD. Save the plan again from its program.")
    target = job / "plan.xml"
    jars = Path(spec.origin).parent / "lib" / "*"
    command = [java, *JAVA, f"-Djava.io.tmpdir={job}", "-cp", str(jars), CONVERTER]
    said = _run([*command, str(path), str(target)], job)
    if not target.is_file():
        raise Refusal(_why(said))
    note = Issue(
        sheet="",
        cell="",
        rule="read_by_mpxj",
        value="",
        message=f"MPXJ {version(PACKAGE)} turned the plan into XML, which was read.",
    )
    return target.read_bytes(), note


def _holds_a_dtd(content: bytes) -> bool:
    """Whether a text declares a document type; in a binary plan the same words may be a note."""
    text = content.removeprefix(b"\xef\xbb\xbf").replace(b"\0", b"").lstrip(b"\xff\xfe \t\r\n")
    return text.startswith(b"<") and _DECLARATION.search(text) is not None


def _run(command: list[str], job: Path) -> str:
    """What the converter said."""
    try:
        done = subprocess.run(  # noqa: S603 - Java with our arguments and paths of our own
            command, cwd=job, stdin=subprocess.DEVNULL, capture_output=True, text=True,
            errors="replace", timeout=SECONDS, check=False,
        )  # fmt: skip
    except subprocess.TimeoutExpired as error:
        raise Refusal(
            f"MPXJ needed more than {SECONDS} seconds for the plan. {SAVE_AS_XML}"
        ) from error
    return f"{done.stdout}\n{done.stderr}"


def _why(said: str) -> str:
    """Why there is no XML, in the words of the innermost error."""
    if "password" in said.lower():
        return "The plan is protected by a password. Remove it and send again."
    if "OutOfMemoryError" in said:
        return f"MPXJ needed more than {HEAP_MEGABYTES} MB for the plan. {SAVE_AS_XML}"
    reasons = [reason.strip() for reason in _TROUBLE.findall(said) if reason.strip()]
    words = f' It says "{reasons[-1][:200]}".' if reasons else ""
    return f"MPXJ cannot read the plan.{words} {SAVE_AS_XML}"
