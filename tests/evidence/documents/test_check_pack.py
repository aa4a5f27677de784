import hashlib
import os
import shutil
import subprocess
import sys
from contextlib import suppress
from io import BytesIO
from pathlib import Path
from random import Random
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from evidence.documents import check_pack
from evidence.documents.check_pack import MANIFEST, main, opened, problems_of
from tests.evidence.inputs import inputs, packed

MUTATIONS = int(os.environ.get("MUTATIONS", "300"))


@pytest.fixture(scope="module")
def archive() -> bytes:
    return packed(inputs())


@pytest.fixture
def folder(archive: bytes, tmp_path: Path) -> Path:
    with ZipFile(BytesIO(archive)) as one:
        one.extractall(tmp_path / "pack")
    return tmp_path / "pack"


def found(path: Path) -> set[str]:
    with opened(path) as pack:
        return {name for _kind, name in problems_of(pack)[0]}


def mutate(path: Path, lot: Random) -> str:
    """Do one thing to one file, and say to which."""
    files = sorted(one for one in path.rglob("*") if one.is_file())
    chosen = lot.choice(files)
    name = chosen.relative_to(path).as_posix()
    content = bytearray(chosen.read_bytes())
    kind = lot.choice(
        ["flip", "flip", "flip", "cut", "grow", "drop", "swap", "new", "rename"]
    )
    at = lot.randrange(len(content))
    if kind == "flip":
        content[at] ^= 1 << lot.randrange(8)
    elif kind == "cut":
        del content[at:]
    elif kind == "grow":
        content.insert(at, lot.randrange(256))
    elif kind == "swap":
        other = lot.choice([one for one in files if one != chosen])
        content = bytearray(other.read_bytes())
    elif kind == "drop":
        chosen.unlink()
        return name
    elif kind == "new":
        name = f"{name}.{lot.randrange(9)}"
        (path / name).write_bytes(content)
        return name
    else:
        chosen.rename(chosen.with_name("x" + chosen.name))
        return name
    if (
        bytes(content) == chosen.read_bytes()
    ):  # what is inserted may be what stood there
        return mutate(path, lot)
    chosen.write_bytes(content)
    return name


def test_a_pack_that_is_whole_has_no_problem(archive: bytes, folder: Path) -> None:
    assert found(folder) == set()
    with opened(BytesIO(archive)) as pack:
        assert problems_of(pack)[0] == []


def test_every_single_mutation_is_found_and_named(folder: Path) -> None:
    """Ten thousand with `make fire-packs`."""
    whole = folder.with_name("whole")
    shutil.copytree(folder, whole)
    for seed in range(MUTATIONS):
        name = mutate(folder, Random(seed))
        assert name in found(folder), seed
        for one in sorted(folder.rglob("*")):
            before = whole / one.relative_to(folder)
            if one.is_file() and not before.exists():
                one.unlink()
        shutil.copytree(whole, folder, dirs_exist_ok=True)
        assert seed % 100 or found(folder) == set()


def test_a_checker_that_trusts_sizes_would_be_caught(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The test above can fail: a checker that forgets the hash misses a flipped bit."""
    real = check_pack.hash_of

    def by_size(pack: check_pack.Pack, name: str) -> tuple[str, int] | None:
        read = real(pack, name)
        return read and (known[name], read[1])

    manifest = check_pack.manifest_of((folder / MANIFEST).read_bytes())
    assert manifest is not None
    known = {one["path"]: one["sha256"] for one in manifest["files"]} | {MANIFEST: ""}
    monkeypatch.setattr(check_pack, "hash_of", by_size)
    content = bytearray((folder / "pack.pdf").read_bytes())
    content[100] ^= 1
    (folder / "pack.pdf").write_bytes(content)
    assert found(folder) == set()


def test_a_manifest_in_another_spelling_is_not_the_one_that_was_written(
    folder: Path,
) -> None:
    manifest = folder / MANIFEST
    manifest.write_bytes(manifest.read_bytes().replace(b'"files":', b'"files": '))
    assert found(folder) == {MANIFEST}


def test_the_script_needs_nothing_of_ours(folder: Path) -> None:
    def run(*arguments: object) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-I", folder / "check.py", folder, *arguments],
            check=False, capture_output=True, encoding="utf-8", cwd="/",
            env={"PYTHONIOENCODING": "utf-8"},
        )  # fmt: skip

    shutil.rmtree(folder / "__pycache__", ignore_errors=True)
    fine = run()
    assert fine.returncode == 0, fine.stdout + fine.stderr
    fingerprint = fine.stdout.split()[-1]
    assert run(fingerprint.upper()).returncode == 0
    assert run("0" * 64).returncode == 1
    (folder / "files" / "001-01.jpeg").write_bytes(b"annan")
    wrong = run("--english")
    assert wrong.returncode == 1
    assert "files/001-01.jpeg was changed" in wrong.stdout


def test_an_archive_whose_files_unfold_is_refused(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bomb = tmp_path / "bomb.zip"
    with ZipFile(bomb, "w", ZIP_DEFLATED) as archive:
        for one in sorted(folder.rglob("*")):
            if one.is_file():
                archive.write(one, one.relative_to(folder).as_posix())
    assert found(bomb) == {MANIFEST}
    (tmp_path / "no.zip").write_bytes(b"PK\x03\x04 nothing")
    assert main([str(tmp_path / "no.zip")]) == 1
    assert "kan inte läsas" in capsys.readouterr().out


@pytest.mark.parametrize(
    "files", [[1], [{}], [{"path": "a"}], [{"path": ["x"]}], "x", {}]
)
def test_a_manifest_made_by_somebody_else_is_told(folder: Path, files: object) -> None:
    said: dict[str, object] = {"about": {}, "files": files}
    own = hashlib.sha256(check_pack.canonical(said)).hexdigest()
    (folder / MANIFEST).write_bytes(check_pack.canonical(said | {"sha256": own}))
    assert MANIFEST in found(folder) or found(folder)


def test_a_name_cannot_write_over_what_is_told(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "\x1b[2J\rAllt är som det skrevs").write_bytes(b"")
    assert main([str(folder)]) == 1
    assert "\x1b" not in capsys.readouterr().out


def test_what_a_computer_leaves_in_folders_is_no_fault(folder: Path) -> None:
    (folder / ".DS_Store").write_bytes(b"")
    assert found(folder) == set()


@pytest.mark.parametrize("seed", range(40))
def test_a_broken_archive_is_told_and_never_breaks_the_checker(
    archive: bytes, tmp_path: Path, seed: int
) -> None:
    lot = Random(seed)
    content = bytearray(archive)
    for _time in range(lot.randint(1, 40)):
        content[lot.choice([-1, 1]) * lot.randrange(3000)] = lot.randrange(256)
    path = tmp_path / "a.zip"
    path.write_bytes(content)
    told = main([str(path)])
    with suppress(OSError), opened(BytesIO(archive)) as whole, opened(path) as broken:
        is_same = {one: check_pack.hash_of(whole, one) for one in whole.names} == {
            one: check_pack.hash_of(broken, one) for one in broken.names
        }
        assert told == (0 if is_same else 1)
        return
    assert told == 1
