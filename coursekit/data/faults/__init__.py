"""Look at a table, plant known errors in it, and keep the answer key."""
