"""The sets that come with the course: bundled files with their cards, and made-up ones."""
