-- Hours and days whose records changed since their values were worked out: these are read from the records.
CREATE TABLE STORAGE.ROLLUP_MARK (
  DEPARTMENT  VARCHAR(40) NOT NULL,
  NAME        VARCHAR(40) NOT NULL,
  PERIOD      VARCHAR(4) NOT NULL, -- hour or day
  BEGINS      BIGINT NOT NULL,
  STAMP       BIGINT NOT NULL, -- of the last change
  MARKED      BIGINT NOT NULL, -- when it last changed
  PRIMARY KEY (DEPARTMENT, NAME, PERIOD, BEGINS)
);

-- Datasets that have tables of hourly and daily values.
CREATE TABLE STORAGE.ROLLUP (
  DEPARTMENT  VARCHAR(40) NOT NULL,
  NAME        VARCHAR(40) NOT NULL,
  PRIMARY KEY (DEPARTMENT, NAME)
);
