"""From mentions to networks: counting, measures, tests, pruning, communities, comparison."""
