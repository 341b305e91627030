/** The time of day as this reader's language writes it; `''` for a date that is none. */
export function timeText(date: Date): string {
  const minute = Math.floor(date.getTime() / 60_000);
  if (Number.isNaN(minute)) return '';
  // Messages of one minute come one after the other.
  if (latest.minute !== minute) latest = { minute, text: formatter.format(date) };
  return latest.text;
}

const formatter = new Intl.DateTimeFormat(undefined, { hour: 'numeric', minute: '2-digit' });
let latest = { minute: Number.NaN, text: '' };
