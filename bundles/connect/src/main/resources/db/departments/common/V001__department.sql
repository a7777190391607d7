-- Departments that were connected once, so that they stay listed while their bundles are away.
-- The schema is named departments because CONNECT is a reserved word.
CREATE TABLE DEPARTMENTS.DEPARTMENT (
  NAME VARCHAR(40) NOT NULL PRIMARY KEY,
  TITLE_ID VARCHAR(400) NOT NULL,
  TITLE_EN VARCHAR(400) NOT NULL,
  BUNDLE VARCHAR(400) NOT NULL,
  VERSION VARCHAR(100) NOT NULL,
  DECLARATION VARCHAR(30000) NOT NULL,
  SEEN BIGINT NOT NULL
);
