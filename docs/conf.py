"""How Sphinx builds the site: ``make docs`` writes it to site/."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

import plantext

project = "plantext"
author = "The plantext developers"
copyright = author
version = release = plantext.__version__
language = "en"

extensions = [
    "myst_parser",
    "sphinx.ext.autodoc",
    "sphinx.ext.napoleon",
    "site_parts.accessible",
    "site_parts.generated",
    "site_parts.mathml",
    "site_parts.languages",
]
exclude_patterns = ["site_parts"]
myst_enable_extensions = ["dollarmath", "deflist"]
myst_heading_anchors = 3
suppress_warnings = ["config.cache"]
nitpicky = True
nitpick_ignore_regex = [("py:(class|exc|obj|attr)", ".*")]

autodoc_typehints = "none"
autodoc_member_order = "bysource"
autodoc_default_options = {"members": True}
napoleon_google_docstring = False
napoleon_use_rtype = False
napoleon_use_param = False

highlight_language = "none"
html_theme = "furo"
html_title = "plantext"
html_math_renderer = "mathml"
html_search_language = "en-ja"
html_show_search_summary = False  # needs a server; the site is read from files too
html_copy_source = False
html_static_path = ["_static"]
html_css_files = ["plantext.css"]
html_theme_options = {"top_of_page_buttons": []}
