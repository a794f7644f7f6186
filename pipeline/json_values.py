"""JSON values, and taking what was expected out of them.

Each function raises ValueError, naming the key, if a value is of another kind.
"""

from collections.abc import Mapping

JsonValue = None | bool | int | float | str | list["JsonValue"] | dict[str, "JsonValue"]
JsonObject = dict[str, JsonValue]


def object_of(value: JsonValue) -> JsonObject:
    """The value, which is an object."""
    if not isinstance(value, dict):
        raise ValueError(f"an object was expected, not {value!r}")
    return value


def array(value: Mapping[str, JsonValue], key: str) -> list[JsonValue]:
    """The list under a key."""
    found = value.get(key)
    if not isinstance(found, list):
        raise ValueError(f"{key}: a list was expected, not {found!r}")
    return found


def objects(value: Mapping[str, JsonValue], key: str) -> list[JsonObject]:
    """The list of objects under a key; empty if there is no such key."""
    return [object_of(item) for item in array(value, key)] if key in value else []


def string(value: Mapping[str, JsonValue], key: str, default: str | None = None) -> str:
    """The string under a key."""
    found = value.get(key, default)
    if not isinstance(found, str):
        raise ValueError(f"{key}: a string was expected, not {found!r}")
    return found


def optional_string(value: Mapping[str, JsonValue], key: str) -> str | None:
    """The string under a key, None if there is no such key or it is null."""
    return None if value.get(key) is None else string(value, key)


def integer(value: Mapping[str, JsonValue], key: str, default: int | None = None) -> int:
    """The whole number under a key."""
    found = value.get(key, default)
    if not isinstance(found, int) or isinstance(found, bool):
        raise ValueError(f"{key}: a whole number was expected, not {found!r}")
    return found
