-- The code, the arguments and the Indonesian sentence of a REASON, as JSON; NULL where there is only the sentence.
ALTER TABLE STORAGE.QUARANTINE ADD COLUMN FAULT VARCHAR(20000);
ALTER TABLE STORAGE.ORIGINAL ADD COLUMN FAULT VARCHAR(20000);
