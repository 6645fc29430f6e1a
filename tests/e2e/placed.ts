const DAY = 24 * 60 * 60;
/** The calendar of the flights, which moves by whole weeks. */
const ZONE = 'America/New_York';
/** The day of the log's last row: `moveTo` hides the rows after it, and the last one lies up to a week after it. */
const LAST = Date.UTC(2013, 11, 31) / 1000;

/** Where a moved log stands. */
export interface Placed {
  /** The setting `store.moveTo`: a date. */
  moveTo: string;
  /** How long ago, in seconds, the instant is that falls on the wanted day of the moved log: whole days, under a week. */
  seconds: number;
}

/** Moves the flights so that the latest Monday, today if it is one, is `monday` (2013-04-29) of their own year. */
export function placed(now: Date, monday: string): Placed {
  const local = new Intl.DateTimeFormat('en-CA', { timeZone: ZONE }).format(now);
  const today = Date.parse(`${local}T00:00:00Z`) / 1000;
  const back = ((new Date(today * 1000).getUTCDay() + 6) % 7) * DAY;
  const shift = today - back - Date.parse(`${monday}T00:00:00Z`) / 1000;
  return { moveTo: new Date((LAST + shift) * 1000).toISOString().slice(0, 10), seconds: back };
}
