"""What each model accepts and costs, and when it retires."""
