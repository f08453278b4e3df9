"""What people do with Plantón, one verb per function, over small ports that storage and the network implement."""
