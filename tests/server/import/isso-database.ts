import { DatabaseSync } from 'node:sqlite';

const COMMENTS = `INSERT INTO comments VALUES
  (1, 1, NULL, 1385000000.25, 1385000100.5, 1, '192.0.2.0', 'Hello *there* 🦉', 'Ada', 'ada@orchard.example', 'https://ada.example', 3, 1, x'00', 0),
  (1, 2, 1, 1385000200, NULL, 2, '192.0.2.0', 'waiting', NULL, NULL, 'ftp://x', 0, 0, x'00', 0),
  (1, 3, 1, 1385000300, NULL, 4, '192.0.2.0', '', NULL, 'kept@orchard.example', NULL, 0, 0, x'00', 0),
  (2, 4, NULL, 1385000400, NULL, 1, '192.0.2.0', 'no title', 'Bo', '', '', 0, 0, x'00', 0),
  (9, 5, NULL, 1385000500, NULL, 1, '192.0.2.0', 'thread is gone', 'Bo', '', '', 0, 0, x'00', 0),
  (1, 6, NULL, 1385000600, NULL, 7, '192.0.2.0', 'odd', 'Bo', '', '', 0, 0, x'00', 0);`;

/** Writes Isso's tables as it makes them. */
export function writeIssoDatabase(file: string, comments = COMMENTS): void {
  const database = new DatabaseSync(file);
  database.exec(`
    PRAGMA foreign_keys = OFF;
    CREATE TABLE preferences (key VARCHAR PRIMARY KEY, value VARCHAR);
    CREATE TABLE threads (id INTEGER PRIMARY KEY, uri VARCHAR(256) UNIQUE, title VARCHAR(256));
    CREATE TABLE comments (
      tid REFERENCES threads(id), id INTEGER PRIMARY KEY, parent INTEGER,
      created FLOAT NOT NULL, modified FLOAT, mode INTEGER, remote_addr VARCHAR,
      text VARCHAR NOT NULL, author VARCHAR, email VARCHAR, website VARCHAR,
      likes INTEGER DEFAULT 0, dislikes INTEGER DEFAULT 0, voters BLOB NOT NULL,
      notification INTEGER DEFAULT 0);
    INSERT INTO threads VALUES (1, '/blog/first/', 'First'), (2, '/blog/second/', NULL);
    ${comments}`);
  database.close();
}
