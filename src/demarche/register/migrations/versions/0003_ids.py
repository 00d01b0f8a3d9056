"""What an id names is found without reading all records: the ids of records, and of the acts that they tell, have indexes.

Records that were stored before keep no id of their act; where one of them is meant, all acts are made to find it.
"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

STRING = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    """Add the column and the indexes."""
    op.add_column("record", sa.Column("act", STRING, nullable=True))
    op.create_index("ix_record_act", "record", ["act"])
    op.create_index("ix_record_record", "record", ["record"])
