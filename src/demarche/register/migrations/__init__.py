"""The migrations of the register, numbered; Alembic runs them when a register is opened that is empty or older."""
