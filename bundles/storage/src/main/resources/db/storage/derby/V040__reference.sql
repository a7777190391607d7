-- Tables of reference codes: every version that was in force.
CREATE TABLE STORAGE.REFERENCE_VERSION (
  NAME        VARCHAR(40) NOT NULL,
  VERSION     INTEGER NOT NULL,
  CONTENT     CLOB(16M) NOT NULL, -- JSON
  ENTRIES     INTEGER NOT NULL, -- how many rows that is
  OWNED_BY    VARCHAR(40) NOT NULL, -- the slice that brings it; empty when people keep it
  MADE_BY     VARCHAR(200) NOT NULL,
  MADE        BIGINT NOT NULL,
  PRIMARY KEY (NAME, VERSION)
);

-- The codes in force of every system, one a line, so that an analyst joins them to any dataset:
-- whatever system a record uses, OWN_CODE is the table's own code for it.
CREATE TABLE STORAGE.REFERENCE_CODE (
  NAME        VARCHAR(40) NOT NULL,
  CODE_SYSTEM VARCHAR(40) NOT NULL,
  CODE        VARCHAR(100) NOT NULL,
  OWN_CODE    VARCHAR(100) NOT NULL,
  TITLE_ID    VARCHAR(300) NOT NULL,
  TITLE_EN    VARCHAR(300) NOT NULL,
  PARENT      VARCHAR(100) NOT NULL, -- empty when it is part of nothing
  PRIMARY KEY (NAME, CODE_SYSTEM, CODE)
);
CREATE INDEX STORAGE.REFERENCE_CODE_FIND ON STORAGE.REFERENCE_CODE (NAME, CODE);
