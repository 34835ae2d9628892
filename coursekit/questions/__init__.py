"""The kinds of question: choice, order, match, vote, predict, recall. No question's text."""
