"""Files and folders written atomically, and tables in files."""
