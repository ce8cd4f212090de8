/** Milliseconds of a .NET time span, "08:00:00" or "1.12:30:00"; undefined when it is none. */
export function timeSpan(text: string): number | undefined {
  const match = /^(?:(\d{1,5})\.)?(\d{1,2}):([0-5]?\d)(?::([0-5]?\d)(?:\.\d{1,7})?)?$/.exec(text.trim());
  if (!match) return undefined;
  const [days, hours, minutes, seconds] = match.slice(1).map((part) => Number(part ?? 0));
  if (hours === undefined || hours > 23) return undefined;
  return ((((days ?? 0) * 24 + hours) * 60 + (minutes ?? 0)) * 60 + (seconds ?? 0)) * 1000;
}
