"""A pytest plugin of the full run: hypothesis tries ten times as many examples."""

from __future__ import annotations

from hypothesis import HealthCheck, settings

USUAL = settings.get_profile("default").max_examples

settings.register_profile(
    "full", max_examples=10 * USUAL, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
