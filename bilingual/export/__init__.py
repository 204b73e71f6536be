"""Turn translated posts into the formats that others read."""
