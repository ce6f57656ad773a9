"""What letters to customers say in each language that the product brings (CO-41)."""
