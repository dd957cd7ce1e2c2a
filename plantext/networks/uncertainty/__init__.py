"""How far a network would change under other units, other choices, a null model."""
