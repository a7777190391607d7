-- What the deliveries were that records name as PCC_SEQ: written with the records, one row for at most 500 of them.
CREATE TABLE STORAGE.DELIVERY (
  SEQ         BIGINT NOT NULL,
  DEPARTMENT  VARCHAR(40) NOT NULL,
  NAME        VARCHAR(40) NOT NULL,
  SOURCE      VARCHAR(500) NOT NULL,
  ROUTE       VARCHAR(200), -- of a department's bundle; NULL when it came otherwise
  KEYED       VARCHAR(200), -- its idempotency key; NULL when it has none, or several were stored together
  DELIVERIES  INTEGER NOT NULL, -- of the same source and route that were stored together
  RECEIVED    BIGINT NOT NULL, -- the first of them
  COMMITTED   BIGINT NOT NULL,
  ACCEPTED    BIGINT NOT NULL,
  UNCHANGED   BIGINT NOT NULL,
  QUARANTINED BIGINT NOT NULL, -- of the same deliveries, counted once
  REPAIR      TEXT, -- JSON: how rows from quarantine were repaired, and by whom
  NEWEST      BIGINT NOT NULL -- the greatest time of a record, or when it came: then nothing refers to it after its retention
);
CREATE INDEX DELIVERY_ORDER ON STORAGE.DELIVERY (DEPARTMENT, NAME, SEQ);
CREATE INDEX DELIVERY_NEWEST ON STORAGE.DELIVERY (DEPARTMENT, NAME, NEWEST);

-- Rows that left the quarantine because they could be stored, as they had come.
CREATE TABLE STORAGE.ORIGINAL (
  ID          BIGINT NOT NULL, -- that it had in quarantine
  DEPARTMENT  VARCHAR(40) NOT NULL,
  NAME        VARCHAR(40) NOT NULL,
  DELIVERY    BIGINT, -- NULL when the record was there already
  RECORD      VARCHAR(64) NOT NULL, -- digest of the key of the record that it became
  FIELD       VARCHAR(100) NOT NULL,
  REASON      VARCHAR(2000) NOT NULL,
  RAW         TEXT NOT NULL,
  SOURCE      VARCHAR(500) NOT NULL,
  RECEIVED    BIGINT NOT NULL,
  NEWEST      BIGINT NOT NULL -- as of its delivery
);
CREATE INDEX ORIGINAL_DELIVERY ON STORAGE.ORIGINAL (DEPARTMENT, NAME, DELIVERY);

-- What reasons of one fault have in common; NULL for rows from before, until they are sorted.
ALTER TABLE STORAGE.QUARANTINE ADD COLUMN KIND VARCHAR(300);
