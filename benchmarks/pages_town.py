"""Makes one town for the bench of the pages, and counts the statements of each page.

    python -m benchmarks.pages_town DATABASE_URL DATA_FOLDER SHARE

The last line is JSON: the cookie of a coordinator, the keys, statements by page.
"""

import json
import random
import sys
from pathlib import Path

from benchmarks.pages import PAGES, address, fill
from benchmarks.served import environment
from benchmarks.world import make_world


def main() -> None:
    url, data, share = sys.argv[1], Path(sys.argv[2]), int(sys.argv[3])
    variables = environment(url, data)
    world = make_world(variables, officers=1, venues=0)
    from django.db import connection  # noqa: PLC0415 — only after the set-up
    from django.test import Client  # noqa: PLC0415
    from django.test.utils import CaptureQueriesContext  # noqa: PLC0415

    from accounts.models import Membership, Role  # noqa: PLC0415

    Membership.objects.update(role=Role.COORDINATOR)
    (officer,) = world.officers
    agency = Membership.objects.get().agency_id or 0
    fill(url, agency, officer.tablet.officer, officer.tablet.stream, share)
    client = Client(SERVER_NAME="localhost")
    client.cookies["sessionid"] = officer.session
    statements = {}
    for kind in PAGES:
        client.get(address(kind, share, random.Random(1)))
        with CaptureQueriesContext(connection) as queries:
            answer = client.get(address(kind, share, random.Random(2)))
        if answer.status_code != 200:
            raise SystemExit(f"{kind}: HTTP {answer.status_code}")
        statements[kind] = len(queries)
    keys = {name: variables[name] for name in ("SECRET_KEY", "EVIDENCE_KEY")}
    print(
        json.dumps(
            {
                "cookie": f"sessionid={officer.session}",
                "keys": keys,
                "statements": statements,
            }
        )
    )


if __name__ == "__main__":
    main()
