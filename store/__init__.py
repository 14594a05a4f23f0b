"""Records, ports and errors; `store.mongo` alone names the driver."""
