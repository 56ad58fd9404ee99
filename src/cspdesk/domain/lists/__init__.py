"""The shipped code lists, one module for each field of work; ``domain.codelists`` gathers them."""
