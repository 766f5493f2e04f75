"""R02 安全责任书: responsibility letters, from issue to the signed sheet."""
