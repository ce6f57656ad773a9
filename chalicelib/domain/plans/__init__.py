"""Payment plans: what is owed on invoices, paid by instalments."""
