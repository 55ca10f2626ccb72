"""Pages of figures: those of a unit, the lists behind them, decisions about them, targets."""
