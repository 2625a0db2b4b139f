"""Pages of the warehouse over HTTP, inside Airflow's API server: for whoever that lets in, and read only."""
