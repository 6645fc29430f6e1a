import { Store } from '../../contract';

type Kind = Store['kind'];

/** What the form says of a store that is a server. */
export interface ServerForm {
  /** What an address looks like. */
  address: string;
  /** What the address may be, and the port that is taken when it names none. */
  addressHelp: string;
  /** How the store calls what tables lie in. */
  database: string;
  databaseHelp: string;
}

/** What the form says of a store. */
export interface StoreForm {
  label: string;
  description: string;
  /** Missing: the store reads files. */
  server?: ServerForm;
}

/** The stores in the order in which they are offered. */
export const STORES: Record<Kind, StoreForm> = {
  postgres: {
    label: 'PostgreSQL',
    description: 'A server, or what speaks its protocol',
    server: {
      address: 'db.example.org:5432',
      addressHelp: 'host or host:port. Without a port: 5432.',
      database: 'Database',
      databaseHelp: 'Tables outside the search path of the user are written with their schema.',
    },
  },
  mysql: {
    label: 'MySQL or MariaDB',
    description: 'A server',
    server: {
      address: 'db.example.org:3306',
      addressHelp: 'host or host:port. Without a port: 3306.',
      database: 'Database',
      databaseHelp: 'Tables of other databases are written with theirs.',
    },
  },
  clickhouse: {
    label: 'ClickHouse',
    description: 'A server, by its native protocol or HTTP',
    server: {
      address: 'clickhouse.example.org:9440',
      addressHelp:
        'host:port for the native protocol, https://host:port for HTTP. Without a port: 9440 and 8443, unencrypted 9000 and 8123.',
      database: 'Database',
      databaseHelp: 'Tables of other databases are written with theirs.',
    },
  },
  trino: {
    label: 'Trino',
    description: 'The engine before lakes and warehouses',
    server: {
      address: 'trino.example.org:8443',
      addressHelp: 'host or host:port of the coordinator. Without a port: 8443, unencrypted 8080.',
      database: 'Catalog and schema',
      databaseHelp: 'catalog or catalog.schema. Other tables are written with theirs.',
    },
  },
  duckdb: { label: 'DuckDB', description: 'A database file, or Parquet files, on the server' },
};

/** The store as another kind, without the fields that belong to the first. Fields that nobody knows stay. */
export function withKind(store: Store | undefined, kind: Kind): Store {
  const changed: Store = { ...store, kind };
  if (STORES[kind].server) {
    delete changed.path;
    delete changed.moveTo;
  } else {
    delete changed.tls;
  }
  return changed;
}
