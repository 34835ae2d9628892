"""What belongs to lesson 04 alone: its exercises, its questions, its widgets."""
