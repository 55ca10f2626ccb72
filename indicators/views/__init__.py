"""Pages of figures: reading them, and deciding about them."""
