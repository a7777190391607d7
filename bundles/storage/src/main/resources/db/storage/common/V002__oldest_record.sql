-- Where the history of a dataset begins, so that reading it oldest first need not look for it.
ALTER TABLE STORAGE.VOLUME ADD COLUMN OLDEST BIGINT;
