"""The year of drills in the window: calendar, planning, stopwatch."""
