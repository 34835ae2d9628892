"""What belongs to lesson 05 alone: its exercises, its questions, its widgets."""
