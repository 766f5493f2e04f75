"""SafetyDesk keeps a school's safety files: letters, drills and the archive, offline on one PC."""

__version__ = "0.1.0"
