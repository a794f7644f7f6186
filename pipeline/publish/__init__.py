"""The site, the manifest, and the replacement of the output folder."""
