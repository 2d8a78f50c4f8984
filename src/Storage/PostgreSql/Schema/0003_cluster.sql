-- What Orleans' ADO.NET membership provider looks for. Its own script may have been here before.

CREATE TABLE IF NOT EXISTS orleansmembershipversiontable (
  deploymentid varchar(150) NOT NULL,
  timestamp timestamptz(3) NOT NULL DEFAULT now(),
  version integer NOT NULL DEFAULT 0,
  CONSTRAINT pk_orleansmembershipversiontable_deploymentid PRIMARY KEY (deploymentid)
);

CREATE TABLE IF NOT EXISTS orleansmembershiptable (
  deploymentid varchar(150) NOT NULL,
  address varchar(45) NOT NULL,
  port integer NOT NULL,
  generation integer NOT NULL,
  siloname varchar(150) NOT NULL,
  hostname varchar(150) NOT NULL,
  status integer NOT NULL,
  proxyport integer,
  suspecttimes varchar(8000),
  starttime timestamptz(3) NOT NULL,
  iamalivetime timestamptz(3) NOT NULL,
  CONSTRAINT pk_membershiptable_deploymentid PRIMARY KEY (deploymentid, address, port, generation),
  CONSTRAINT fk_membershiptable_membershipversiontable_deploymentid
    FOREIGN KEY (deploymentid) REFERENCES orleansmembershipversiontable (deploymentid)
);

-- Every change of a row belongs to one step of the table's version; who has seen another version changes nothing.
INSERT INTO orleansquery (querykey, querytext) VALUES
('InsertMembershipVersionKey', '
WITH added AS (
  INSERT INTO orleansmembershipversiontable (deploymentid) VALUES (@DeploymentId) ON CONFLICT DO NOTHING RETURNING 1
)
SELECT count(*)::integer FROM added
'),
('InsertMembershipKey', '
WITH versioned AS (
  UPDATE orleansmembershipversiontable SET timestamp = now(), version = version + 1
  WHERE deploymentid = @DeploymentId AND version = @Version AND NOT EXISTS (
    SELECT 1 FROM orleansmembershiptable
    WHERE deploymentid = @DeploymentId AND address = @Address AND port = @Port AND generation = @Generation)
  RETURNING 1
), added AS (
  INSERT INTO orleansmembershiptable (deploymentid, address, port, generation, siloname, hostname, status, proxyport,
    starttime, iamalivetime)
  SELECT @DeploymentId, @Address, @Port, @Generation, @SiloName, @HostName, @Status, @ProxyPort, @StartTime,
    @IAmAliveTime
  FROM versioned
  RETURNING 1
)
SELECT count(*)::integer FROM added
'),
('UpdateMembershipKey', '
WITH versioned AS (
  UPDATE orleansmembershipversiontable SET timestamp = now(), version = version + 1
  WHERE deploymentid = @DeploymentId AND version = @Version AND EXISTS (
    SELECT 1 FROM orleansmembershiptable
    WHERE deploymentid = @DeploymentId AND address = @Address AND port = @Port AND generation = @Generation)
  RETURNING 1
), changed AS (
  UPDATE orleansmembershiptable SET status = @Status, suspecttimes = @SuspectTimes, iamalivetime = @IAmAliveTime
  FROM versioned
  WHERE deploymentid = @DeploymentId AND address = @Address AND port = @Port AND generation = @Generation
  RETURNING 1
)
SELECT count(*)::integer FROM changed
'),
('UpdateIAmAlivetimeKey', '
UPDATE orleansmembershiptable SET iamalivetime = @IAmAliveTime
WHERE deploymentid = @DeploymentId AND address = @Address AND port = @Port AND generation = @Generation
'),
('MembershipReadRowKey', '
SELECT v.deploymentid, m.address, m.port, m.generation, m.siloname, m.hostname, m.status, m.proxyport, m.suspecttimes,
  m.starttime, m.iamalivetime, v.version
FROM orleansmembershipversiontable v
LEFT JOIN orleansmembershiptable m
  ON m.deploymentid = v.deploymentid AND m.address = @Address AND m.port = @Port AND m.generation = @Generation
WHERE v.deploymentid = @DeploymentId
'),
('MembershipReadAllKey', '
SELECT v.deploymentid, m.address, m.port, m.generation, m.siloname, m.hostname, m.status, m.proxyport, m.suspecttimes,
  m.starttime, m.iamalivetime, v.version
FROM orleansmembershipversiontable v
LEFT JOIN orleansmembershiptable m ON m.deploymentid = v.deploymentid
WHERE v.deploymentid = @DeploymentId
'),
('GatewaysQueryKey', '
SELECT address, proxyport, generation FROM orleansmembershiptable
WHERE deploymentid = @DeploymentId AND status = @Status AND proxyport > 0
'),
('DeleteMembershipTableEntriesKey', '
WITH members AS (DELETE FROM orleansmembershiptable WHERE deploymentid = @DeploymentId)
DELETE FROM orleansmembershipversiontable WHERE deploymentid = @DeploymentId
'),
('CleanupDefunctSiloEntriesKey', '
DELETE FROM orleansmembershiptable
WHERE deploymentid = @DeploymentId AND iamalivetime < @IAmAliveTime AND status <> 3
')
ON CONFLICT (querykey) DO UPDATE SET querytext = excluded.querytext;

-- Which transaction wrote a row last: every silo asks once a second what others have changed, and gives up what it has
-- in memory of it. Only silos keep it up to date; the embedded engine is alone on its database, and its updates don't pay
-- for the index.
ALTER TABLE orleansstorage ADD COLUMN changedin xid8 NOT NULL DEFAULT pg_current_xact_id();
CREATE INDEX orleansstorage_changedin ON orleansstorage (changedin);

UPDATE orleansquery SET querytext = replace(querytext, 'version = version + 1',
  'version = version + 1, changedin = pg_current_xact_id()')
WHERE querykey IN ('WriteToStorageKey', 'ClearStorageKey');
