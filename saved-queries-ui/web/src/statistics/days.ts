const DAY = 86_400_000;

/** The day of an instant by the clocks of a zone, as `2014-11-15`. */
export function dayOf(instant: number, zone: string): string {
  return new Intl.DateTimeFormat('en-CA', { timeZone: zone }).format(instant);
}

/** One entry for each day from the first to the last: days on which nothing happened are not among those counted. */
export function everyDay<T extends { day: string }>(
  counted: T[],
  first: string,
  last: string,
  nothing: Omit<T, 'day'>,
): T[] {
  const byDay = new Map(counted.map((each) => [each.day, each]));
  const days: T[] = [];
  for (let at = Date.parse(first); at <= Date.parse(last); at += DAY) {
    const day = new Date(at).toISOString().slice(0, 10);
    days.push(byDay.get(day) ?? ({ ...nothing, day } as T));
  }
  return days;
}
