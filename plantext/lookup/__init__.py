"""The way back from a result to the sentences it stands on."""
