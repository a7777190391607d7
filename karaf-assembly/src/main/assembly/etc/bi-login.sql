-- A login for BI tools that reads and never writes: what is public, without fields about persons, and the reference codes. Run by the owner of the database:
--   psql -v ON_ERROR_STOP=1 -d pcc -f etc/bi-login.sql
--   psql -d pcc -c '\password pcc_bi'
-- Run it again when there are new datasets or fields, or a classification has changed: it takes every right back first.
BEGIN;
DO $$
DECLARE
  entry record;
  columns text;
BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'pcc_bi') THEN
    CREATE ROLE pcc_bi LOGIN;
  END IF;
  ALTER ROLE pcc_bi SET default_transaction_read_only = on;
  ALTER ROLE pcc_bi SET statement_timeout = '5min';
  DROP OWNED BY pcc_bi;
  GRANT USAGE ON SCHEMA storage TO pcc_bi;
  GRANT SELECT ON storage.reference_code TO pcc_bi;
  FOR entry IN
    SELECT d.department, d.name, a.declaration::jsonb AS declaration, d.declaration::jsonb AS draft
    FROM storage.dataset d JOIN storage.approval a ON a.department = d.department AND a.name = d.name
    WHERE d.declaration::jsonb ->> 'classification' = 'PUBLIC' AND a.declaration::jsonb ->> 'classification' = 'PUBLIC'
  LOOP
    -- fields that are official and about no person; a place is in no field of one name, so it is left out
    SELECT string_agg(quote_ident(c.column_name), ', ') INTO columns
    FROM information_schema.columns c
    WHERE c.table_schema = entry.department AND c.table_name = entry.name AND EXISTS (
      SELECT FROM jsonb_array_elements(entry.declaration -> 'fields') f
      WHERE c.column_name = f ->> 'name' AND NOT coalesce((f ->> 'personal')::boolean, false))
      AND NOT EXISTS (
      SELECT FROM jsonb_array_elements(entry.draft -> 'fields') f
      WHERE c.column_name = f ->> 'name' AND coalesce((f ->> 'personal')::boolean, false));
    IF columns IS NOT NULL THEN
      EXECUTE format('GRANT USAGE ON SCHEMA %I TO pcc_bi', entry.department);
      EXECUTE format('GRANT SELECT (%s) ON %I.%I TO pcc_bi', columns, entry.department, entry.name);
      IF to_regclass(format('%I.%I', entry.department, entry.name || '_view')) IS NOT NULL THEN
        EXECUTE format('GRANT SELECT (%s) ON %I.%I TO pcc_bi', columns, entry.department, entry.name || '_view');
      END IF;
    END IF;
  END LOOP;
END
$$;
COMMIT;
