"""MPXJ and the Java that it needs, for tests of plans; ``python -m tests.java`` gets them."""

import shutil
import subprocess
import sys
from pathlib import Path

from tests.chromium import as_root

LIST = Path(__file__).resolve().parent.parent / "requirements-plans.txt"
PACKAGE = "openjdk-17-jre-headless"


def main() -> None:
    """Install MPXJ, and Java where the package manager offers it; tests skip without them."""
    pip = [sys.executable, "-m", "pip", "install", "--disable-pip-version-check", "-q"]
    subprocess.run([*pip, "-r", str(LIST)], check=False)
    root = as_root()
    if shutil.which("java") or root is None or shutil.which("apt-get") is None:
        return
    subprocess.run([*root, "apt-get", "update", "-qq"], check=False)
    subprocess.run([*root, "apt-get", "install", "-y", "-qq", PACKAGE], check=False)


if __name__ == "__main__":
    main()
