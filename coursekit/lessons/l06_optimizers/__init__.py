"""What belongs to lesson 06 alone: its exercises, its questions, its widgets."""
