"""What objects look like in a notebook: a module an object, its HTML in templates/."""
