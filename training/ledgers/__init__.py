"""Ledgers of area 一 (思想政治与组织生活), a module each."""
