"""Every register of the program, in the order of the tabs that list them.

No discovery: a frozen build finds only what is imported by name.
"""

from safetydesk.core.register import Registers
from safetydesk.registers.files.bureau.register import BUREAU_LINES, BUREAU_LISTS
from safetydesk.registers.files.custodians import CUSTODIANS
from safetydesk.registers.files.items.register import FILES
from safetydesk.registers.records.drill_tasks import DRILL_TASKS
from safetydesk.registers.records.drills.register import DRILLS
from safetydesk.registers.records.letters.register import LETTERS
from safetydesk.registers.records.plans.register import PLANS
from safetydesk.registers.records.risk_points import RISK_POINTS
from safetydesk.registers.reference.classes import CLASSES
from safetydesk.registers.reference.file_classes import FILE_CLASSES
from safetydesk.registers.reference.outside_units import OUTSIDE_UNITS
from safetydesk.registers.reference.people import PEOPLE
from safetydesk.registers.reference.places import PLACES
from safetydesk.registers.reference.posts import POSTS
from safetydesk.registers.reference.school import SCHOOL
from safetydesk.registers.reference.school_years import SCHOOL_YEARS

REGISTERS = Registers(
    (
        LETTERS,
        POSTS,
        OUTSIDE_UNITS,
        DRILLS,
        DRILL_TASKS,
        PLANS,
        RISK_POINTS,
        PEOPLE,
        CLASSES,
        PLACES,
        SCHOOL,
        SCHOOL_YEARS,
        FILES,
        FILE_CLASSES,
        CUSTODIANS,
        BUREAU_LISTS,
        BUREAU_LINES,
    )
)
