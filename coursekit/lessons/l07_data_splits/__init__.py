"""What belongs to lesson 07 alone: its exercises, its questions, its widgets."""
