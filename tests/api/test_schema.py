from pathlib import Path

from django.core.management import call_command

SCHEMA = Path(__file__).parents[2] / "docs" / "reference" / "openapi.yaml"


def test_the_committed_schema_is_what_the_code_says(tmp_path: Path) -> None:
    """When it differs: `make reference`, and read the difference before committing."""
    made = tmp_path / "openapi.yaml"
    call_command("spectacular", file=str(made), validate=True, fail_on_warn=True)

    assert made.read_text(encoding="utf-8") == SCHEMA.read_text(encoding="utf-8")
