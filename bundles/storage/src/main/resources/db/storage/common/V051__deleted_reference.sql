-- A table of reference codes that people deleted: its newest version says so, and no codes of it are in force.
ALTER TABLE STORAGE.REFERENCE_VERSION ADD COLUMN DELETED BOOLEAN DEFAULT FALSE NOT NULL;
