"""What belongs to lesson 01 alone: its exercises, its questions, its widgets."""
