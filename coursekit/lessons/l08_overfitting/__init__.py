"""What belongs to lesson 08 alone: its exercises, its questions, its widgets."""
