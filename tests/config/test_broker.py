import os
import stat
import subprocess
from pathlib import Path

import pytest

from config.embedded import broker
from config.embedded.errors import CannotStart
from tests.config.processes import eventually


def test_the_wheel_still_tells_where_its_server_is():
    path = broker.bundled_binary()
    assert path is not None
    assert Path(path).name == "valkey-server"
    assert os.access(path, os.X_OK)
    assert broker.server_binary() == path


def test_a_server_on_the_path_is_the_second_choice(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    server = tmp_path / "redis-server"
    server.write_text("#!/bin/sh\nexit 0\n", encoding="utf-8")
    server.chmod(0o755)
    monkeypatch.setattr(broker, "bundled_binary", lambda: None)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert broker.server_binary() == str(server)


def test_a_bundled_server_for_another_machine_is_passed_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    foreign = tmp_path / "valkey-server"
    foreign.write_bytes(b"\x7fELF of another machine")
    foreign.chmod(0o755)
    monkeypatch.setattr(broker, "bundled_binary", lambda: str(foreign))
    monkeypatch.setenv("PATH", "")
    with pytest.raises(CannotStart, match="Install one of them"):
        broker.server_binary()


def test_the_broker_answers_on_its_socket_only_and_keeps_what_it_is_told(
    tmp_path: Path,
):
    folder = tmp_path / 'a "strange" folder'
    socket_path = tmp_path / "run" / "broker.sock"
    conf = broker.write_conf(folder=folder, socket_path=socket_path)
    assert not broker.answers(socket_path)
    with subprocess.Popen(
        [broker.server_binary(), str(conf)],
        env={**os.environ, "LC_ALL": "xx_XX.UTF-8", **broker.ENVIRONMENT},
        stdout=subprocess.DEVNULL,
    ) as process:
        try:
            assert eventually(lambda: broker.answers(socket_path), seconds=10)
            assert stat.S_IMODE(socket_path.stat().st_mode) == 0o700
            assert (folder / "appendonlydir").is_dir()
        finally:
            process.terminate()


def test_a_folder_that_others_may_write_gets_no_socket(tmp_path: Path):
    shared = tmp_path / "shared"
    shared.mkdir()
    shared.chmod(0o777)
    with pytest.raises(CannotStart, match="may be written by others"):
        broker.write_conf(folder=tmp_path / "broker", socket_path=shared / "s")
