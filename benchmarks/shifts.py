"""Running the tablet's own code through random shifts against a server that is up."""

import json
import os
import subprocess
from dataclasses import dataclass
from pathlib import Path

from benchmarks.served import ROOT
from config.npm import command


@dataclass(frozen=True, slots=True)
class Told:
    """The ids and hashes that tablets wrote, and the shifts whose receipt was not true."""

    written: list[str]
    photos: list[str]
    unsafe: list[int]


def run_shifts(
    url: str, cookies: list[str], venue: str, *, shifts: int, seed: int, folder: Path
) -> Told:
    """Two officers' tablets at one visit, shift after shift; see `shifts.fire.ts`."""
    out = folder / "told.json"
    asked = {
        "root": f"{url}/api/v1/field/", "shifts": shifts, "seed": seed,
        "cookies": cookies, "venue": venue, "out": str(out),
    }  # fmt: skip
    script = ["node_modules/vitest/vitest.mjs", "run", "--config", "fire.config.ts"]
    done = subprocess.run(
        command(["--node", *script]), cwd=ROOT / "field", check=False,
        env={**os.environ, "LYKTA_SHIFTS": json.dumps(asked)},
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
    )  # fmt: skip
    if not out.exists():
        raise RuntimeError(done.stdout[-3000:])
    return Told(**json.loads(out.read_text()))
