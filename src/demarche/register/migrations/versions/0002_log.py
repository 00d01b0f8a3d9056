"""The log of decisions: what an undo takes back is a column, and the database itself refuses to change or delete an entry."""

from alembic import op

revision = "0002"
down_revision = "0001"

REFUSED = "the log of decisions is only added to"
STATEMENTS = {
    "sqlite": (
        "ALTER TABLE decision ADD COLUMN undoes INTEGER CONSTRAINT fk_decision_undoes REFERENCES decision (id)",
        f"CREATE TRIGGER decision_update BEFORE UPDATE ON decision BEGIN SELECT RAISE(ABORT, '{REFUSED}'); END",
        f"CREATE TRIGGER decision_delete BEFORE DELETE ON decision BEGIN SELECT RAISE(ABORT, '{REFUSED}'); END",
        # INSERT OR REPLACE deletes without a word to the trigger above
        "CREATE TRIGGER decision_replace BEFORE INSERT ON decision WHEN EXISTS (SELECT 1 FROM decision WHERE id = NEW.id) "
        f"BEGIN SELECT RAISE(ABORT, '{REFUSED}'); END"),
    "postgresql": (
        "ALTER TABLE decision ADD COLUMN undoes BIGINT CONSTRAINT fk_decision_undoes REFERENCES decision (id)",
        f"CREATE FUNCTION decision_refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION '{REFUSED}'; END $$",
        "CREATE TRIGGER decision_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON decision FOR EACH STATEMENT EXECUTE FUNCTION decision_refuse()"),
}


def upgrade() -> None:
    """Add the column and the triggers."""
    for statement in STATEMENTS[op.get_bind().dialect.name]:
        op.execute(statement)
