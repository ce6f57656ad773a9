"""What people and programs are shown: one allow-list a thing and audience, from values of the
domain.
"""
