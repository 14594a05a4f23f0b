"""The GraphQL types: one file a domain noun; `build_schema()` puts them together, `sdl()` prints them."""

from schema.building import build_schema, sdl

__all__ = ["build_schema", "sdl"]
