"""The resources that the packaged template gets beside what Chalice declares, one module per
concern.
"""
