"""Tagged, reproducible PDFs: what every document of Lykta is printed with."""
