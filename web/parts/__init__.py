"""The parts that pages are made of, as data; templates under `parts/` draw them."""
