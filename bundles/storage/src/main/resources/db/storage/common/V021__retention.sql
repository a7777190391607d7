-- How long a dataset is kept, where an administrator said otherwise than its declaration. In milliseconds; NULL for ever.
CREATE TABLE STORAGE.RETENTION (
  DEPARTMENT  VARCHAR(40) NOT NULL,
  NAME        VARCHAR(40) NOT NULL,
  RAW_KEPT    BIGINT,
  HOUR_KEPT   BIGINT,
  DAY_KEPT    BIGINT,
  SET_BY      VARCHAR(200) NOT NULL,
  SET_AT      BIGINT NOT NULL,
  PRIMARY KEY (DEPARTMENT, NAME)
);

-- Records from before were dropped: what still comes from then cannot be worked into hourly values any more.
CREATE TABLE STORAGE.KEPT_FROM (
  DEPARTMENT  VARCHAR(40) NOT NULL,
  NAME        VARCHAR(40) NOT NULL,
  BEGINS      BIGINT NOT NULL,
  PRIMARY KEY (DEPARTMENT, NAME)
);
