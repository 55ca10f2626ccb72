"""Declarations of the registers that several areas need (基础名册), one module for each."""
