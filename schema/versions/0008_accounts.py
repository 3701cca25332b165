"""Accounts: the role of each person, and the teams a team manager manages."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.sql.schema import SchemaItem

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "accounts",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("login", sa.String(200), nullable=False),
        sa.Column("role", sa.String(20), nullable=False),
        *_edited(),
    )
    standing = sa.text("voided_on IS NULL")
    op.create_index(
        "ix_accounts_login", "accounts", ["login"], unique=True, sqlite_where=standing, postgresql_where=standing
    )
    op.create_table(
        "account_teams",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("account", sa.Integer, sa.ForeignKey("accounts.id"), nullable=False),
        sa.Column("team", sa.Integer, sa.ForeignKey("teams.id"), nullable=False),
        *_edited(),
    )
    op.create_index("ix_account_teams_account", "account_teams", ["account"])


def downgrade() -> None:
    """Drop the tables, and with them every record in them."""
    op.drop_table("account_teams")
    op.drop_table("accounts")


def _edited() -> list[SchemaItem]:
    void: list[SchemaItem] = [
        sa.Column("voided_on", sa.Date),
        sa.Column("voided_by", sa.String(200)),
        sa.Column("void_reason", sa.Text),
    ]
    return [*void, sa.Column("version", sa.Integer, nullable=False, server_default="1")]
