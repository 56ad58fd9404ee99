"""What the desk prints and hands out: figures, descriptions of documents, one writer per format."""
