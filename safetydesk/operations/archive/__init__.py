"""The package for the bureau: built from a school year's filed documents, and checked wherever it has gone."""
