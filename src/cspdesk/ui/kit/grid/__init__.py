"""The keyboard grid: a table whose cells are ready to type, over a source that knows no widget."""
