"""A local service: texts and records in by HTTP, what they say out as JSON."""
