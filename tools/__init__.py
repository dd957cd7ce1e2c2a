"""Programs for those who keep plantext: what users of the library do not import."""
