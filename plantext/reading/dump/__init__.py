"""Page dumps of host sites: frames, their order, the evidence for it."""
