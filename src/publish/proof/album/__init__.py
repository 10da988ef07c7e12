"""The pages of a PDF as a web page, with what was found marked on them."""
