"""The judge: what an exercise is, what an answer did, and what to say about it. No exercise."""
