from core.models.canary import Canary
from core.models.change_counter import ChangeCounter
from core.models.letter import Letter
from core.models.sweep import Sweep

__all__ = ["Canary", "ChangeCounter", "Letter", "Sweep"]
