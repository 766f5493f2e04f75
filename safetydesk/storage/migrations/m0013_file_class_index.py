"""Filed items by class and day: the bureau's lists ask for them line by line, among some thousands."""

from safetydesk.storage.migrations.migration import Migration

FILE_CLASS_INDEX = Migration(13, ("CREATE INDEX file_item_class ON file_item (file_class_id, dated)",))
