"""Called by Alembic: run the migrations on the connection, and in the transaction, that `places` has begun."""

from alembic import context

from demarche.register.tables import VERSION_TABLE, metadata

context.configure(connection=context.config.attributes["connection"], target_metadata=metadata, version_table=VERSION_TABLE)
with context.begin_transaction():
    context.run_migrations()
