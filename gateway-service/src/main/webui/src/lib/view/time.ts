/** Times in the reader's zone, figures as the reader writes them, words in the language of the page. */
import { strings } from '../strings';

const clock = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit' });
const full = new Intl.DateTimeFormat(strings.language, { dateStyle: 'full', timeStyle: 'short' });
const day = new Intl.DateTimeFormat(strings.language, { weekday: 'long', day: 'numeric', month: 'long' });
const dayOfYear = new Intl.DateTimeFormat(strings.language, { dateStyle: 'long' });
const relative = new Intl.RelativeTimeFormat(strings.language, { numeric: 'auto' });

export const clockTime = (at: number): string => clock.format(at);
export const fullTime = (at: number): string => full.format(at);

/** "today", "yesterday", else the date, with the year when it is another. */
export function dayName(at: number, now = Date.now()): string {
  const midnight = (time: number) => new Date(time).setHours(0, 0, 0, 0);
  const days = Math.round((midnight(at) - midnight(now)) / 86_400_000);
  if (days === 0 || days === -1) return relative.format(days, 'day');
  return new Date(at).getFullYear() === new Date(now).getFullYear() ? day.format(at) : dayOfYear.format(at);
}
