"""What a learner types: check, hint, easier, solution, yours, whose, quiz, vote, repeat, progress.

Each looks up its content by name and hands it to an engine that holds none.
"""
