"""R06 应急预案 and its versions."""
