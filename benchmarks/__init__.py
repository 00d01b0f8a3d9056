"""Benchmarks: speed and memory as ratios in one run; never tests."""
