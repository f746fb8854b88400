"""What a finished document says about itself."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class DocumentInfo:
    """What the PDF says about itself. `created` is an ISO 8601 time in UTC, or empty; `to_page` what links say in front
    of the number of their page to those who don't see it.
    """

    title: str
    author: str
    subject: str
    keywords: str
    language: str
    producer: str
    created: str = ""
    to_page: str = ""
