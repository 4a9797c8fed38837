"""Marquee's API: analytics and search over The Movies Dataset."""

from .answer import Answer
from .client import Marquee
from .errors import (
    EditionGone,
    InvalidParameter,
    MarqueeError,
    NotFound,
    TooManyRequests,
    Unauthorized,
    Unavailable,
)
from .subjects import Company, Entity, Genre

__all__ = [
    "Answer",
    "Company",
    "EditionGone",
    "Entity",
    "Genre",
    "InvalidParameter",
    "Marquee",
    "MarqueeError",
    "NotFound",
    "TooManyRequests",
    "Unauthorized",
    "Unavailable",
]
