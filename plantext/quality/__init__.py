"""How good the names are: scores against gold, and the judgement of people."""
