"""How far a network would be another: other units, other choices, a null model."""
