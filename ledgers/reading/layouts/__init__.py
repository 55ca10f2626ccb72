"""Tables that stand in another layout than one record a row, laid out anew so that they read like any other."""
