"""What lasts longer than a request: GraphQL over WebSocket, and over server-sent events."""
