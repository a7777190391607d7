-- What came in for each dataset on each day of the city, and how good it was.
CREATE TABLE STORAGE.QUALITY (
  DEPARTMENT   VARCHAR(40) NOT NULL,
  NAME         VARCHAR(40) NOT NULL,
  RECEIVED_ON  BIGINT NOT NULL, -- days since 1970-01-01, of Asia/Pontianak
  ACCEPTED     BIGINT NOT NULL,
  UNCHANGED    BIGINT NOT NULL,
  QUARANTINED  BIGINT NOT NULL,
  EXPECTED     BIGINT NOT NULL, -- values that accepted records could have
  PRESENT      BIGINT NOT NULL, -- values that they had
  TIMED        BIGINT NOT NULL, -- accepted records with a time, of datasets with a frequency
  TIMELY       BIGINT NOT NULL, -- of those the ones that came in time
  PRIMARY KEY (DEPARTMENT, NAME, RECEIVED_ON)
);
