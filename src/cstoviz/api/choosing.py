"""Which of the media types that there are an asker likes best (RFC 9110, `Accept`)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence


def best(header: str, offered: Sequence[str]) -> str:
    """Return the offered type that is liked best, of equals the first; "" where none will do."""
    if not header.strip():
        return offered[0]
    wishes = list(_wishes(header))
    liked = [(_liking(each, wishes), each) for each in offered]
    most = max(liking for liking, _ in liked)
    return next(each for liking, each in liked if liking == most) if most > 0 else ""


def _wishes(header: str) -> Iterator[tuple[str, float]]:
    for item in header.split(","):
        media, *parameters = (part.strip().lower() for part in item.split(";"))
        weights = [each[2:] for each in parameters if each.startswith("q=")]
        yield media, _weight(weights[0]) if weights else 1.0


def _weight(given: str) -> float:
    try:
        return min(max(float(given), 0.0), 1.0)
    except ValueError:
        return 0.0


def _liking(offered: str, wishes: Sequence[tuple[str, float]]) -> float:
    """Return the weight of the most exact wish that an offered type meets."""
    wider = (offered, f"{offered.partition('/')[0]}/*", "*/*")
    for name in wider:
        found = [weight for media, weight in wishes if media == name]
        if found:
            return found[0]
    return 0.0
