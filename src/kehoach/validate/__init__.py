"""A reviewer's rules for plan drafts."""
