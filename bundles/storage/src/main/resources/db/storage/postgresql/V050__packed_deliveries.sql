-- Deliveries that are settled, up to 1,000 of a dataset in a row: nothing of them is lost, and a lone record that is kept for
-- ever takes some ten bytes here instead of a row with its indexes.
CREATE TABLE STORAGE.DELIVERY_PACK (
  DEPARTMENT  VARCHAR(40) NOT NULL,
  NAME        VARCHAR(40) NOT NULL,
  FIRST_SEQ   BIGINT NOT NULL, -- of the first delivery in it
  LAST_SEQ    BIGINT NOT NULL, -- of the last one; no two packs of a dataset overlap
  DELIVERIES  INTEGER NOT NULL, -- how many are in it
  NEWEST      BIGINT NOT NULL, -- the greatest of theirs
  CONTENT     TEXT NOT NULL -- JSON: a list for each column, or one value where all are the same
);
CREATE UNIQUE INDEX DELIVERY_PACK_ORDER ON STORAGE.DELIVERY_PACK (DEPARTMENT, NAME, FIRST_SEQ DESC);
