"""What belongs to lesson 02 alone: its exercises, its questions, its widgets."""
