"""The schema, step by step: numbered raw SQL that never changes once it has been released."""

from safetydesk.storage.migrations.m0001_core import CORE
from safetydesk.storage.migrations.m0002_school import SCHOOL
from safetydesk.storage.migrations.m0003_drills_files import DRILLS_AND_FILES
from safetydesk.storage.migrations.m0004_letter_chain import LETTER_CHAIN
from safetydesk.storage.migrations.m0005_custodians import CUSTODIANS
from safetydesk.storage.migrations.m0006_signer import SIGNER
from safetydesk.storage.migrations.m0007_plans import PLANS
from safetydesk.storage.migrations.m0008_drill_life import DRILL_LIFE
from safetydesk.storage.migrations.m0010_filing import FILING
from safetydesk.storage.migrations.m0011_bureau_lists import BUREAU_LISTS
from safetydesk.storage.migrations.m0012_accepted_clauses import ACCEPTED_CLAUSES
from safetydesk.storage.migrations.m0013_file_class_index import FILE_CLASS_INDEX
from safetydesk.storage.migrations.migration import Migration

MIGRATIONS: tuple[Migration, ...] = (
    CORE,
    SCHOOL,
    DRILLS_AND_FILES,
    LETTER_CHAIN,
    CUSTODIANS,
    SIGNER,
    PLANS,
    DRILL_LIFE,
    FILING,
    BUREAU_LISTS,
    ACCEPTED_CLAUSES,
    FILE_CLASS_INDEX,
)
