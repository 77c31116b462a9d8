"""Tanya Jamsos: answers workers' questions about employment social security, in Indonesian, from a YAML knowledge base."""
