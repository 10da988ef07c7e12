"""The structure of a text as PDF tags know it, grown from laid-out pages and the HTML they were made of."""
