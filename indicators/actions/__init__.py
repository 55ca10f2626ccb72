"""Changes about figures: freezing, thresholds, exemptions, samples."""
