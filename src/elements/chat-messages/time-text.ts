/** The time of day as this reader's language writes it; `''` for a date that is none. */
export function timeText(date: Date): string {
  const minute = Math.floor(date.getTime() / 60_000);
  if (Number.isNaN(minute)) return '';
  // Messages of one minute come one after the other.
  if (latest.minute !== minute) latest = { minute, text: timeFormat().format(date) };
  return latest.text;
}

/** The first one in a page takes a browser longer than all else that a room needs to start, so it is made where one waits anyway. */
export function timeFormat(): Intl.DateTimeFormat {
  return (format ??= new Intl.DateTimeFormat(undefined, { hour: 'numeric', minute: '2-digit' }));
}

let format: Intl.DateTimeFormat | undefined;
let latest = { minute: Number.NaN, text: '' };
