"""What is drawn from several registers: the readiness check and its figures. Everything here only reads."""
