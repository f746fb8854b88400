"""Is this PDF fit for the press? `probes/` read facts, `checks/` judge them, `report` tells."""

from publisher.preflight.checks import CHECKS, FAMILIES
from publisher.preflight.inspect import inspect
from publisher.preflight.report import Report

__all__ = ["CHECKS", "FAMILIES", "Report", "inspect"]
