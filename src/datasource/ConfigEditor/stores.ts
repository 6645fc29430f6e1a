import { Store } from '../../contract';

type Kind = Store['kind'];

/** What the form says of a store that is a server. */
export interface ServerForm {
  /** What an address looks like. */
  address: string;
  /** What the address may be, and the port that is taken when it names none. */
  addressHelp: string;
  /** What tables lie in. */
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
    description: 'A Postgres server, or a database with the same protocol',
    server: {
      address: 'db.example.org:5432',
      addressHelp: 'host or host:port. Default port: 5432.',
      databaseHelp: 'Tables outside the user’s search path need their schema.',
    },
  },
  mysql: {
    label: 'MySQL or MariaDB',
    description: 'A server',
    server: {
      address: 'db.example.org:3306',
      addressHelp: 'host or host:port. Default port: 3306.',
      databaseHelp: 'Tables of other databases need the name of their database.',
    },
  },
  clickhouse: {
    label: 'ClickHouse',
    description: 'A server, over its native protocol or HTTP',
    server: {
      address: 'clickhouse.example.org:9440',
      addressHelp:
        'host:port for the native protocol, https://host:port for HTTP. Default ports: 9440 and 8443; without encryption 9000 and 8123.',
      databaseHelp: 'Tables of other databases need the name of their database.',
    },
  },
  trino: {
    label: 'Trino',
    description: 'A coordinator, for data lakes and warehouses',
    server: {
      address: 'trino.example.org:8443',
      addressHelp: 'host or host:port of the coordinator. Default port: 8443; without encryption 8080.',
      databaseHelp: 'The catalog, or catalog.schema. Tables outside of it need their catalog and schema.',
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
