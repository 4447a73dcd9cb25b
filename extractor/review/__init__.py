"""The review pages: a local web application on the tables of a finished run."""
