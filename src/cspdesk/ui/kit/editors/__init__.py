"""One editor for each type of field; all with ``value``, ``set_value``, ``edited`` and ``set_fault``."""
