PYTHON = .venv/bin/python

.PHONY: lab test lint notebooks exercises digits versions lock clean

lab test:
	python3 course.py $@

lint:
	python3 course.py setup dev
	$(PYTHON) -m ruff check . && $(PYTHON) -m mypy

notebooks:
	python3 course.py setup
	$(PYTHON) -m tools.notebooks run notebooks/*.ipynb

exercises:
	python3 course.py test exercises

digits:  # do the notebooks print the same on other processors? About 5 minutes
	python3 course.py setup
	$(PYTHON) -m tools.digits

versions:  # the quick tests with the oldest and the newest packages. About 4 minutes
	python3 course.py setup dev
	$(PYTHON) -m tools.versions oldest newest

lock:
	python3 course.py setup dev
	$(PYTHON) -m uv pip compile pyproject.toml --constraint tools/held_back.txt --extra test --universal --generate-hashes --no-header --no-annotate -o requirements.lock
	$(PYTHON) -m tools.environment

clean:
	rm -rf .venv .pytest_cache .mypy_cache .ruff_cache .hypothesis build *.egg-info
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
