"""What belongs to lesson 00 alone: its exercises, its questions, its widgets."""
