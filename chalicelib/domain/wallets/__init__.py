"""What parties own and owe, and every transfer between them."""
