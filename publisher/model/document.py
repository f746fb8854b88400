"""What a finished document says about itself."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class DocumentInfo:
    """What the PDF says about itself. `created` is an ISO 8601 time in UTC, or empty."""

    title: str
    author: str
    subject: str
    keywords: str
    language: str
    producer: str
    created: str = ""
