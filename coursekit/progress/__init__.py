"""What a learner has tried and passed: the diary, when to repeat, the report and its view."""
