"""The engine under :mod:`plantext.extraction`: documents as tasks, here or on a cluster, and their tables put together.

- ``tasks``: what is to be done, and doing it in one process or several
- ``cluster``: the same on the workers of a Dask cluster
- ``readings``: what is kept of a document, so that it is only read again where something changed
- ``parts``: the tables of one document, packed
- ``joining``: the tables of many documents, written as one
"""
