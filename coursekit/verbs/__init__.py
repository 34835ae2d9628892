"""What a learner types.

check, hint, easier, solution, bring, yours, whose, quiz, vote, repeat, progress: each looks up its
content by name and hands it to an engine that holds none.
"""
