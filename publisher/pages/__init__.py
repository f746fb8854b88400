"""Are the set pages good? Lines read back from finished pages → findings (one small check a code) and a summary."""

from publisher.pages.checks import CHECKS, FAMILIES
from publisher.pages.examine import examine, joined

__all__ = ["CHECKS", "FAMILIES", "examine", "joined"]
