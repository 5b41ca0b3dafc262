"""The shapes of answers and problems, as JSON Schema."""

from __future__ import annotations

from typing import Any

Spec = dict[str, Any]
_TEXT: Spec = {"type": "string"}
_WHOLE: Spec = {"type": "integer", "minimum": 0}
_LINKS: Spec = {"type": "object", "additionalProperties": _TEXT}


def _object(properties: Spec, *optional: str) -> Spec:
    required = [name for name in properties if name not in optional]
    return {"type": "object", "properties": properties, "required": required}


def _list(items: Spec) -> Spec:
    return {"type": "array", "items": items}


_OPTION = _object({
    "key": _TEXT, "label": _TEXT, "default": _TEXT, "several": {"type": "boolean"},
    "free": {"type": "boolean"}, "choices": _LINKS, "number": _WHOLE,
})  # fmt: skip
_VIEW = _object({
    "id": _TEXT, "question": _TEXT, "rule": _TEXT, "options": _list(_OPTION), "links": _LINKS,
})  # fmt: skip

SCHEMAS: Spec = {
    "Any": {"type": "object"},
    "Index": _object({
        "title": _TEXT, "description": _TEXT, "version": _TEXT, "licence": _TEXT,
        "licence_url": _TEXT, "homepage": _TEXT, "links": _LINKS,
    }),
    "Views": _object({
        "filters": {"type": "object", "additionalProperties": _list(_TEXT)},
        "views": _list(_VIEW),
    }),
    "Answer": _object({
        "view": _TEXT,
        "language": _TEXT,
        "n": {**_WHOLE, "description": "Events that the filter keeps."},
        "total": {**_WHOLE, "description": "Events of that status in the record."},
        "about": {"type": "object", "additionalProperties": _TEXT},
        "cautions": _list(_TEXT),
        "package": {"type": "object", "additionalProperties": _TEXT},
        "links": _LINKS,
        "page": _object({"number": _WHOLE, "size": _WHOLE, "rows": _WHOLE, "pages": _WHOLE}),
        "columns": _list(_object({"name": _TEXT, "title": _TEXT})),
        "rows": _list({"type": "object"}),
    }),
    "Event": {"type": "object", "required": ["event", "title", "links"]},
    "Problem": _object({
        "type": _TEXT, "title": _TEXT, "status": {"type": "integer"}, "detail": _TEXT,
        "instance": _TEXT,
        "errors": _list(_object({"key": _TEXT, "value": _TEXT, "allowed": _list(_TEXT)})),
    }, "errors", "instance"),
}  # fmt: skip
