"""R21 归档文件: what was filed, under which code; the only registers that may point at records."""
