"""Your own arrays, tables and pictures, through the same door as the data of the course."""
