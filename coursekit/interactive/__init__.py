"""What every widget is made of: controls, a canvas, a picture that changes in place."""
