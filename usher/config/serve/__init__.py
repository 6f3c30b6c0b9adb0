"""The processes that run Usher: all of them under `usher serve`, or part by part."""
