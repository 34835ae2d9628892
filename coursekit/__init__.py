"""coursekit: the pieces of a neural network, one file for each idea."""
