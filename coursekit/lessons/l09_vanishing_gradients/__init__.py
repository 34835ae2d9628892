"""What belongs to lesson 09 alone: its exercises, its questions, its widgets."""
