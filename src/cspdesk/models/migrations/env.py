"""Runs migrations on the connection, and in the transaction, that ``store.upgrade`` hands in."""

from __future__ import annotations

from alembic import context

SEARCH = {"search", "search_config", "search_data", "search_docsize", "search_idx"}
"""The full-text index and its shadows: made by hand, so comparing tables with models skips them."""


def include_name(name: str | None, type_: str, parent_names: object) -> bool:
    """Whether comparing tables with models looks at a name."""
    del parent_names
    return not (type_ == "table" and name in SEARCH)


context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=context.config.attributes.get("metadata"),
    include_name=include_name,
    render_as_batch=True,
    transactional_ddl=True,
)
with context.begin_transaction():
    context.run_migrations()
