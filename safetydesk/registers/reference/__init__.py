"""What other records point at: the school, its years, classes, people, posts and places."""
