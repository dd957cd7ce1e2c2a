"""Files and folders that appear whole, and tables in files."""
