"""Declarations of the ledgers of area 一 (思想政治与组织生活), one module for each."""
