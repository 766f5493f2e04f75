"""Which page shows which register, where the ordinary one does not do."""

from __future__ import annotations

from safetydesk.ui.pages.bureau_page import BureauListsPage
from safetydesk.ui.pages.custodians_page import CustodiansPage
from safetydesk.ui.pages.drills_page import DrillsPage
from safetydesk.ui.pages.file_classes_page import FileClassesPage
from safetydesk.ui.pages.files_page import FilesPage
from safetydesk.ui.pages.letters_page import LettersPage
from safetydesk.ui.pages.people_page import PeoplePage
from safetydesk.ui.pages.plans_page import PlansPage
from safetydesk.ui.pages.posts_page import PostsPage
from safetydesk.ui.pages.risk_points_page import RiskPointsPage
from safetydesk.ui.register_page import RegisterPage

PAGES: dict[str, type[RegisterPage]] = {
    "letters": LettersPage,
    "people": PeoplePage,
    "posts": PostsPage,
    "drills": DrillsPage,
    "plans": PlansPage,
    "risk-points": RiskPointsPage,
    "files": FilesPage,
    "file-classes": FileClassesPage,
    "custodians": CustodiansPage,
    "bureau-lists": BureauListsPage,
}


def page_class(key: str) -> type[RegisterPage]:
    """The page of a register."""
    return PAGES.get(key, RegisterPage)
