import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from django.conf import settings

from config.embedded import services

ROOT: Path = settings.ROOT
COMPOSE: dict[str, Any] = yaml.safe_load(
    (ROOT / "docker-compose.yml").read_text(encoding="utf-8")
)
SERVICES: dict[str, dict[str, Any]] = COMPOSE["services"]
OURS = ("migrate", "web", "worker", "beat")
ONE_SHOT = ("migrate",)


def test_the_services_are_those_that_we_document():
    assert list(SERVICES) == ["db", "broker", *OURS, "proxy"]


@pytest.mark.parametrize("name", SERVICES)
def test_every_service_runs_hardened(name: str):
    service = SERVICES[name]
    assert service["read_only"] is True
    assert service["init"] is True
    assert service["cap_drop"] == ["ALL"]
    assert service["security_opt"] == ["no-new-privileges:true"]
    assert service["stop_grace_period"] == "60s"
    assert not service.get("privileged")


@pytest.mark.parametrize("name", SERVICES)
def test_no_service_is_root_but_the_proxy_and_that_without_its_powers(name: str):
    service = SERVICES[name]
    if name == "proxy":
        assert service["cap_add"] == ["NET_BIND_SERVICE"]
        return
    assert int(service["user"].split(":")[0]) > 0
    assert "cap_add" not in service


def test_our_image_runs_as_the_user_that_owns_its_data():
    dockerfile = (ROOT / "Dockerfile").read_text(encoding="utf-8")
    user = SERVICES["web"]["user"]
    assert f"USER {user}" in dockerfile
    assert "--owner=10001 --group=10001 --mode=700 /data" in dockerfile
    assert "--require-hashes" in dockerfile


@pytest.mark.parametrize("name", SERVICES)
def test_every_service_says_how_it_fares(name: str):
    check = SERVICES[name]["healthcheck"]
    if name in ONE_SHOT:
        assert check == {"disable": True}
        assert SERVICES[name]["restart"] == "no"
        return
    assert check["test"][0] in {"CMD", "CMD-SHELL"}
    assert {"interval", "timeout", "retries"} <= set(check)
    assert SERVICES[name]["restart"] == "unless-stopped"


@pytest.mark.parametrize("name", SERVICES)
def test_nothing_starts_before_what_it_needs(name: str):
    for needed, how in SERVICES[name].get("depends_on", {}).items():
        wanted = (
            "service_completed_successfully"
            if needed in ONE_SHOT
            else "service_healthy"
        )
        assert how == {"condition": wanted}


def test_whatever_uses_the_database_waits_for_the_migrations():
    assert SERVICES["migrate"]["command"] == ["python", "-m", "config.embedded.prepare"]
    for name in ("web", "worker", "beat"):
        assert set(SERVICES[name]["depends_on"]) == {"db", "broker", "migrate"}
    assert set(SERVICES["proxy"]["depends_on"]) == {"web"}


@pytest.mark.parametrize(
    "service",
    [
        services.web(host="0.0.0.0", port=8000, pooled=True),  # noqa: S104
        services.worker(),
        services.beat(data=Path("/data")),
    ],
    ids=lambda service: service.name,
)
def test_compose_starts_what_the_supervisor_starts(service: services.Service):
    assert service.command[0] == sys.executable
    told = SERVICES[service.name]
    assert told["command"] == ["python", *service.command[1:]]
    for name, text in service.environment.items():
        assert told["environment"][name] == text


def test_the_broker_keeps_its_messages_like_the_embedded_one(tmp_path: Path):
    conf = services.broker.write_conf(
        folder=tmp_path / "broker", socket_path=tmp_path / "s" / "broker.sock"
    )
    told = SERVICES["broker"]["command"]
    pairs = dict(zip(told[1::2], told[2::2], strict=True))
    for name, text in pairs.items():
        line = " ".join((name.removeprefix("--"), text or '""'))
        assert line in conf.read_text(encoding="utf-8").splitlines()
    assert set(pairs) == {"--appendonly", "--save", "--maxmemory-policy"}


def test_there_is_exactly_one_beat():
    assert "deploy" not in SERVICES["beat"]
    assert "scale" not in SERVICES["beat"]


def test_every_secret_is_declared_written_and_never_a_plain_variable(tmp_path: Path):
    script = ROOT / "deploy" / "write-secrets.sh"
    subprocess.run(["sh", str(script), str(tmp_path / "made")], check=True)
    written = {path.name for path in (tmp_path / "made").iterdir()}
    used = {name for told in SERVICES.values() for name in told.get("secrets", [])}
    assert used == set(COMPOSE["secrets"]) == written
    for name, told in COMPOSE["secrets"].items():
        assert told == {"file": f"deploy/secrets/{name}"}
    for told in SERVICES.values():
        for variable, text in told.get("environment", {}).items():
            if text.startswith("/run/secrets/"):
                assert variable.endswith("_FILE")
                assert text.removeprefix("/run/secrets/") in told["secrets"]
            assert not re.search(r"PASSWORD$|SECRET_KEY$|DATABASE_URL$", variable)


def test_secrets_are_written_once_and_fit_together(tmp_path: Path):
    script = ROOT / "deploy" / "write-secrets.sh"
    folder = tmp_path / "made"
    subprocess.run(["sh", str(script), str(folder)], check=True)
    first = {path.name: path.read_text(encoding="utf-8") for path in folder.iterdir()}
    subprocess.run(["sh", str(script), str(folder)], check=True)
    second = {path.name: path.read_text(encoding="utf-8") for path in folder.iterdir()}
    assert first == second
    assert f":{first['db_password']}@db:5432/lykta" in first["database_url"]
    assert re.fullmatch(r"[\w-]{64}", first["db_password"])
    assert len({first["secret_key"], first["evidence_key"], first["db_password"]}) == 3
    assert folder.stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("name", SERVICES)
def test_every_volume_and_network_is_declared(name: str):
    for volume in SERVICES[name].get("volumes", []):
        source = volume.split(":")[0]
        if source.startswith("./"):
            assert (ROOT / source).is_file()
        else:
            assert source in COMPOSE["volumes"]
    assert set(SERVICES[name]["networks"]) <= set(COMPOSE["networks"])


def test_only_the_proxy_can_be_reached_and_the_database_reaches_nothing():
    assert [name for name, told in SERVICES.items() if "ports" in told] == ["proxy"]
    assert COMPOSE["networks"]["inner"]["internal"] is True
    for name in ("db", "broker"):
        assert SERVICES[name]["networks"] == ["inner"]


def test_the_proxy_lets_through_what_a_tablet_may_send():
    text = (ROOT / "deploy" / "Caddyfile").read_text(encoding="utf-8")
    found = re.search(r"max_size (\d+)MB", text)
    assert found
    largest = max(settings.FIELD_BATCH_MAX_BYTES, settings.FIELD_PHOTO_MAX_BYTES)
    assert int(found[1]) * 1_000_000 > largest


def test_the_image_holds_every_app_and_names_it():
    text = (ROOT / "Dockerfile").read_text(encoding="utf-8")
    copied = set(re.findall(r"^COPY (\w+) \1$", text, re.MULTILINE))
    apps = {name for name in settings.INSTALLED_APPS if (ROOT / name).is_dir()}
    assert apps | {"tasks"} <= copied
    assert all((ROOT / name).is_dir() for name in copied)


def test_docker_itself_reads_the_file(tmp_path: Path):
    docker = shutil.which("docker")
    if docker is None:
        pytest.skip("no docker on this machine")
    plugin = subprocess.run(
        [docker, "compose", "version"], capture_output=True, check=False
    )
    if plugin.returncode != 0:
        pytest.skip("this docker lacks its compose plugin")
    read = subprocess.run(
        [docker, "compose", "--file", str(ROOT / "docker-compose.yml"), "config", "-q"],
        env={
            "PATH": "/usr/bin:/bin",
            "LYKTA_HOST": "lykta.test",
            "HOME": str(tmp_path),
        },
        capture_output=True,
        text=True,
        check=False,
    )
    assert read.returncode == 0, read.stderr
