"""Every route, and who may. Each area of the doors has a table of its own."""

from tests.architecture.calls import Decision
from tests.architecture.decisions.cases import CASES
from tests.architecture.decisions.desk import DESK
from tests.architecture.decisions.evidence import EVIDENCE
from tests.architecture.decisions.field import FIELD
from tests.architecture.decisions.figures import FIGURES
from tests.architecture.decisions.findings import FINDINGS
from tests.architecture.decisions.portal import PORTAL
from tests.architecture.decisions.promises import PROMISES
from tests.architecture.decisions.rounds import ROUNDS
from tests.architecture.decisions.sign_in import SIGN_IN
from tests.architecture.decisions.situation import SITUATION
from tests.architecture.decisions.training import TRAINING
from tests.architecture.decisions.walks import WALKS

DECISIONS: dict[str, list[Decision]] = {
    **DESK,
    **SIGN_IN,
    **FIELD,
    **EVIDENCE,
    **FIGURES,
    **FINDINGS,
    **CASES,
    **ROUNDS,
    **TRAINING,
    **PORTAL,
    **WALKS,
    **PROMISES,
    **SITUATION,
}
