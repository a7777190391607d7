-- Hourly and daily values of all series of a dataset together have tables too.
ALTER TABLE STORAGE.ROLLUP ADD COLUMN OVERALL BOOLEAN DEFAULT FALSE NOT NULL;
