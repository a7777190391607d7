-- What the city's datasets are, and what came in.

CREATE TABLE STORAGE.DATASET (
  DEPARTMENT  VARCHAR(40) NOT NULL,
  NAME        VARCHAR(40) NOT NULL,
  DECLARATION TEXT NOT NULL, -- JSON
  REFUSAL     VARCHAR(2000) NOT NULL,
  DECLARED    BIGINT NOT NULL, -- milliseconds UTC, as all times
  PRIMARY KEY (DEPARTMENT, NAME)
);

-- How much each dataset holds; kept with every commit, because counting a large table takes seconds.
CREATE TABLE STORAGE.VOLUME (
  DEPARTMENT  VARCHAR(40) NOT NULL,
  NAME        VARCHAR(40) NOT NULL,
  RECORDS     BIGINT NOT NULL,
  NEWEST      BIGINT,
  PRIMARY KEY (DEPARTMENT, NAME)
);

-- Records that were refused. The same record refused again is counted, not kept twice.
CREATE TABLE STORAGE.QUARANTINE (
  ID          BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  DEPARTMENT  VARCHAR(40) NOT NULL,
  NAME        VARCHAR(40) NOT NULL,
  DIGEST      VARCHAR(64) NOT NULL, -- of the raw record
  FIELD       VARCHAR(100) NOT NULL,
  REASON      VARCHAR(2000) NOT NULL,
  RAW         TEXT NOT NULL, -- JSON
  CUT         BOOLEAN NOT NULL, -- too long to be kept whole
  SOURCE      VARCHAR(500) NOT NULL,
  RECEIVED    BIGINT NOT NULL,
  SEEN        BIGINT NOT NULL, -- last
  TIMES       BIGINT NOT NULL
);
CREATE UNIQUE INDEX QUARANTINE_DIGEST ON STORAGE.QUARANTINE (DEPARTMENT, NAME, DIGEST);
CREATE INDEX QUARANTINE_ORDER ON STORAGE.QUARANTINE (DEPARTMENT, NAME, ID);

-- Answers to deliveries that carried an idempotency key.
CREATE TABLE STORAGE.RECEIPT (
  DEPARTMENT  VARCHAR(40) NOT NULL,
  DELIVERY    VARCHAR(200) NOT NULL,
  DIGEST      VARCHAR(64) NOT NULL, -- of the body
  RECEIVED    BIGINT NOT NULL,
  ACCEPTED    BIGINT NOT NULL,
  UNCHANGED   BIGINT NOT NULL,
  QUARANTINED BIGINT NOT NULL,
  ERRORS      TEXT NOT NULL, -- JSON
  PRIMARY KEY (DEPARTMENT, DELIVERY)
);
CREATE INDEX RECEIPT_RECEIVED ON STORAGE.RECEIPT (RECEIVED);

-- What happened, in the order in which it became visible. A commit of a dataset names its delivery
-- (PCC_SEQ of the records); any other event has a body.
CREATE TABLE STORAGE.LIVE_EVENT (
  SEQ         BIGINT NOT NULL PRIMARY KEY,
  TOPIC       VARCHAR(200) NOT NULL,
  KIND        VARCHAR(40) NOT NULL,
  HAPPENED    BIGINT NOT NULL,
  DELIVERY    BIGINT,
  BODY        TEXT
);

-- The greatest numbers that were ever forgotten: what lies before cannot be told any more, and
-- counting goes on after them.
CREATE TABLE STORAGE.LIVE_FORGOTTEN (
  ONE         INTEGER NOT NULL PRIMARY KEY,
  SEQ         BIGINT NOT NULL,
  DELIVERY    BIGINT NOT NULL
);
INSERT INTO STORAGE.LIVE_FORGOTTEN VALUES (1, 0, 0);
