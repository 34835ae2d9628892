"""What belongs to lesson 03 alone: its exercises, its questions, its widgets."""
