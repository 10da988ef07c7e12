"""What readers are handed: the files of a release, the record that it leaves, and whether a file is one."""
