"""What people do in Discord's own app: write, react, use commands, press buttons, fill in forms."""
