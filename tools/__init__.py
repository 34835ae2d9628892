"""Tools for the people who write the course; learners never need them."""

AS_A_NEW_LEARNER = {"COURSEKIT_PROGRESS": "off", "OPENBLAS_NUM_THREADS": "1"}
"""The environment of a kernel in which nobody's earlier answers are found."""
