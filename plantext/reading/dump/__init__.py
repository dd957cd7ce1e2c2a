"""Page dumps of host sites: text copied page by page, whose blocks may stand in any order."""
